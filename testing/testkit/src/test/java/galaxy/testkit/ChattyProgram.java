package galaxy.testkit;

/** Prints its argument, a property and a variable, then waits; says so when it ends in good order. */
final class ChattyProgram {
    private ChattyProgram() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("good bye")));
        var node = args[0].equals("with-node") ? RedisNode.start() : null;
        System.out.println("hello " + args[0] + " " + System.getProperty("colour") + " " + System.getenv("SHAPE"));
        System.out.println("server " + (node == null ? "none" : node.pid()));
        System.exit(System.in.read());
    }
}
