package io.github.githubjirasync.faults;

import java.nio.file.Path;

import io.github.githubjirasync.faults.LedgerEntry.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Ledger}.
 */
class LedgerTests {

	@Test
	void interruptedThreadWritesAndLeavesItOpen(@TempDir Path folder) {
		Path file = folder.resolve("ledger");
		try (Ledger ledger = new Ledger(file)) {
			Thread.currentThread().interrupt();
			ledger.write(LedgerEntry.now(Event.STARTED, "job", 1, 1, "a", 0));
			assertThat(Thread.interrupted()).isTrue();
			ledger.write(LedgerEntry.now(Event.STARTED, "job", 1, 1, "b", 0));
		}
		assertThat(new LedgerTail(file).entries()).extracting(LedgerEntry::key).containsExactly("a", "b");
	}

}
