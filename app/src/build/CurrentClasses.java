import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Gives the classes of a library the class file format of Java 8, where it is older: the JVM keeps no older ones in an
 * ahead-of-time cache. Nothing else of them changes. Run by the build: {@code java CurrentClasses.java <jar>}.
 */
final class CurrentClasses {
    private static final int JAVA_8 = 52;

    private CurrentClasses() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        Path changed = jar.resolveSibling(jar.getFileName() + ".new");
        boolean isChanged = false;
        try (JarFile from = new JarFile(jar.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                OutputStream file = Files.newOutputStream(changed);
                ZipOutputStream to = new ZipOutputStream(file)) {
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (ZipEntry entry : from.stream().toList()) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                byte[] current = entry.getName().endsWith(".class") ? current(format, bytes) : bytes;
                isChanged |= current != bytes;
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                to.putNextEntry(copy);
                to.write(current);
            }
        }
        if (isChanged) {
            Files.move(changed, jar, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.delete(changed);
        }
    }

    /** The same array if the class is new enough. */
    private static byte[] current(ClassFile format, byte[] bytes) {
        var parsed = format.parse(bytes);
        return parsed.majorVersion() >= JAVA_8
                ? bytes
                : format.transformClass(
                        parsed,
                        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                                .andThen(ClassTransform.endHandler(to -> to.withVersion(JAVA_8, 0))));
    }
}
