/** The stores of users in memory, and the contracts that they and the stores on Redis fulfil alike. */
package galaxy.users.memory;
