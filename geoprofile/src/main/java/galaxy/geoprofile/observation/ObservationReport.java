package galaxy.geoprofile.observation;

/** Hears what became of observations, for metrics and the log. */
public interface ObservationReport {
    /** What becomes of one. */
    enum Result {
        COUNTED,
        /** Its day has as many other countries as are counted. */
        TOO_MANY_COUNTRIES,
        /** Older than a day, or in the future. */
        OUT_OF_TIME,
        /** Its address has no country that is known. */
        NO_COUNTRY,
        /** Too many wait, or the store did not take it. */
        LOST
    }

    void observed(Result result, int count);

    /** The store did not take one. */
    void failed(RuntimeException failure);
}
