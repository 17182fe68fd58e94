package galaxy.app.architecture.offenders.chassis.store;

/** A store that prints. */
@SuppressWarnings("all")
public final class OnlyTheProgramAndTheLogPrint {
    void print() {
        System.out.println("offence");
    }
}
