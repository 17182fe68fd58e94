package galaxy.app.architecture.violations.inject;

/** What the annotation of a container looks like. */
@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
public @interface Inject {}
