package galaxy.app.architecture.violations.store;

/** A store that prints. */
@SuppressWarnings("all")
public final class OnlyTheProgramAndTheLogPrint {
    void print() {
        System.out.println("violation");
    }
}
