package galaxy.gateway.message;

/** The services that carry commands out. */
public interface Services {
    /**
     * Carries a command out, by one attempt.
     *
     * @throws galaxy.kernel.UnavailableException when a service does not respond or cannot now; what was asked may still be
     *     done
     */
    Answer answer(Question question);
}
