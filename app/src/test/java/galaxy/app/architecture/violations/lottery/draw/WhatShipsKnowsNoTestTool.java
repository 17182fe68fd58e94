package galaxy.app.architecture.violations.lottery.draw;

/** A feature that knows a test tool. */
@SuppressWarnings("all")
public final class WhatShipsKnowsNoTestTool {
    Object tool = org.junit.jupiter.api.Test.class;
}
