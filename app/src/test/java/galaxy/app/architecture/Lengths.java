package galaxy.app.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What is too long in source files, each as {@code <file>: <what>}. The parts of a record are its value and not counted. */
final class Lengths {
    static final int FILE_LINES = 300;

    /** A screen. */
    static final int METHOD_LINES = 40;

    static final int CONSTRUCTOR_PARAMETERS = 5;

    private final SourcePositions positions;
    private final List<String> found = new ArrayList<>();

    private Lengths(SourcePositions positions) {
        this.positions = positions;
    }

    /** @param files at least one */
    static List<String> tooLong(Path root, List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            var lengths = new Lengths(Trees.instance(task).getSourcePositions());
            for (CompilationUnitTree unit : task.parse()) {
                lengths.check(root, unit);
            }
            return lengths.found;
        }
    }

    private void check(Path root, CompilationUnitTree unit) throws IOException {
        Path file = Path.of(unit.getSourceFile().toUri());
        String name = root.toRealPath().relativize(file.toRealPath()).toString();
        int lines = Files.readAllLines(file).size();
        if (lines > FILE_LINES) {
            found.add("%s: %d lines".formatted(name, lines));
        }
        new MethodScanner(name, unit).scan(unit, null);
    }

    private final class MethodScanner extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final String name;
        private final CompilationUnitTree unit;
        private final Deque<ClassTree> classes = new ArrayDeque<>();

        private MethodScanner(String name, CompilationUnitTree unit) {
            this.name = name;
            this.unit = unit;
        }

        @Override
        public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
            classes.push(tree);
            super.visitClass(tree, null);
            classes.pop();
            return null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            var map = unit.getLineMap();
            long lines = map.getLineNumber(positions.getEndPosition(unit, method))
                    - map.getLineNumber(positions.getStartPosition(unit, method))
                    + 1;
            if (lines > METHOD_LINES) {
                found.add("%s: %s has %d lines".formatted(name, method.getName(), lines));
            }
            int parameters = method.getParameters().size();
            if (method.getName().contentEquals("<init>")
                    && parameters > CONSTRUCTOR_PARAMETERS
                    && classes.element().getKind() != Tree.Kind.RECORD) {
                found.add("%s: the constructor takes %d parameters".formatted(name, parameters));
            }
            return super.visitMethod(method, null);
        }
    }
}
