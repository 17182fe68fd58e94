package galaxy.users.account;

/** A record with its place in the order in which the records of one account were applied. */
public interface Numbered {
    /** The account's own running number, from 1 up: a later record has a higher one. */
    long seq();
}
