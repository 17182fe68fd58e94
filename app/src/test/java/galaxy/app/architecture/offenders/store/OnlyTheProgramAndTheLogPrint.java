package galaxy.app.architecture.offenders.store;

/** A store that prints. */
@SuppressWarnings("all")
public final class OnlyTheProgramAndTheLogPrint {
    void print() {
        System.out.println("offence");
    }
}
