package io.postroom.james.style;

/** How much is still done for one page, in steps. Not thread-safe. */
final class Effort {
    private int left;

    Effort(int steps) {
        this.left = steps;
    }

    /** Takes so many steps; false if there are none left. */
    boolean spend(int steps) {
        left = Math.max(-1, left - steps);
        return left >= 0;
    }

    boolean isOver() {
        return left < 0;
    }
}
