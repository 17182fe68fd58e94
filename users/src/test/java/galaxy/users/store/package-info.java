/** The users' store under crashes, stalls, late duplicates, lost replies and rivals, on a real Redis. */
package galaxy.users.store;
