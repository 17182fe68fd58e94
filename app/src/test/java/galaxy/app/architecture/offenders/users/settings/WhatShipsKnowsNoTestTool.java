package galaxy.app.architecture.offenders.users.settings;

/** A product that needs its tests. */
@SuppressWarnings("all")
public final class WhatShipsKnowsNoTestTool {
    galaxy.app.architecture.offenders.testkit.Tool tool = new galaxy.app.architecture.offenders.testkit.Tool();
}
