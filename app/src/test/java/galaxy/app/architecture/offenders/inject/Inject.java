package galaxy.app.architecture.offenders.inject;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What a container's annotation looks like. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Inject {}
