package io.github.githubjirasync.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import fixture.cycle.CyclicApplication;
import fixture.silent.SilentApplication;
import fixture.undeclared.UndeclaredApplication;
import io.github.githubjirasync.GitHubJiraSyncApplication;
import org.junit.jupiter.api.Test;

import org.springframework.modulith.core.Violations;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Holds the house to its rules, and shows that each rule fails where it is broken.
 */
class ArchitectureTests {

	private static final ArchitectureRules HOUSE = new ArchitectureRules(GitHubJiraSyncApplication.class,
			new ImportOption.DoNotIncludeTests());

	@Test
	void modulesImportOnlyWhatTheyDeclare() {
		HOUSE.modulesImportOnlyWhatTheyDeclare();
	}

	@Test
	void packagesAreFreeOfCycles() {
		HOUSE.packagesAreFreeOfCycles();
	}

	@Test
	void everyModuleDeclaresItsImports() {
		HOUSE.everyModuleDeclaresItsImports();
	}

	@Test
	void undeclaredImportIsFound() {
		assertThatThrownBy(() -> broken(UndeclaredApplication.class).modulesImportOnlyWhatTheyDeclare())
			.isInstanceOf(Violations.class)
			.hasMessageContaining("Module 'one' depends on module 'two'");
	}

	@Test
	void cycleThroughASubPackageIsFound() {
		assertThatThrownBy(() -> broken(CyclicApplication.class).packagesAreFreeOfCycles())
			.isInstanceOf(AssertionError.class)
			.hasMessageContaining("Cycle detected");
	}

	@Test
	void moduleWithoutADeclarationIsFound() {
		assertThatThrownBy(() -> broken(SilentApplication.class).everyModuleDeclaresItsImports())
			.isInstanceOf(AssertionError.class)
			.hasMessageContaining("[one]");
	}

	private static ArchitectureRules broken(Class<?> application) {
		return new ArchitectureRules(application, (location) -> location.contains("/test-classes/"));
	}

}
