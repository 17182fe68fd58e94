/** The store of users under crashes, stalls, late duplicates, lost replies and competing writers, on a real Redis. */
package galaxy.users.store;
