package io.github.githubjirasync.architecture;

import java.util.Arrays;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The rules of the house, applied to the classes below a root package.
 */
final class ArchitectureRules {

	private final Class<?> application;

	private final ImportOption classes;

	ArchitectureRules(Class<?> application, ImportOption classes) {
		this.application = application;
		this.classes = classes;
	}

	/** No module imports what it has not declared, or what another one keeps inside. */
	void modulesImportOnlyWhatTheyDeclare() {
		modules().verify();
	}

	/** No two packages depend on each other, sub-packages included. */
	void packagesAreFreeOfCycles() {
		String root = this.application.getPackageName();
		JavaClasses imported = new ClassFileImporter().withImportOption(this.classes).importPackages(root);
		SlicesRuleDefinition.slices()
			.matching(root + ".(**)")
			.should()
			.beFreeOfCycles()
			.allowEmptyShould(true)
			.check(imported);
	}

	/** Each module says what it may import, if only that it imports nothing. */
	void everyModuleDeclaresItsImports() {
		List<String> silent = modules().stream()
			.filter((module) -> Arrays.stream(declaration(module.getBasePackage().getName()))
				.anyMatch(ApplicationModule.OPEN_TOKEN::equals))
			.map((module) -> module.getIdentifier().toString())
			.toList();
		if (!silent.isEmpty()) {
			throw new AssertionError("Modules that do not declare their imports in package-info.java: " + silent);
		}
	}

	private static String[] declaration(String packageName) {
		try {
			ApplicationModule annotation = Class.forName(packageName + ".package-info")
				.getAnnotation(ApplicationModule.class);
			return (annotation != null) ? annotation.allowedDependencies()
					: new String[] { ApplicationModule.OPEN_TOKEN };
		}
		catch (ClassNotFoundException ex) {
			return new String[] { ApplicationModule.OPEN_TOKEN };
		}
	}

	private ApplicationModules modules() {
		return ApplicationModules.of(this.application, this.classes);
	}

}
