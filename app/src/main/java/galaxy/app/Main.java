package galaxy.app;

import java.util.Arrays;

/** Where the program starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("galaxy " + Arrays.toString(arguments));
    }
}
