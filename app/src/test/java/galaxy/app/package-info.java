/** Tests of the runnable program, from outside. */
package galaxy.app;
