import BlockSets
import TestSupport
import Testing

/// `balbench recipes`, as scripts see it.
@Suite struct RecipeCommandTests {
  @Test func theListNamesEveryRecipe() throws {
    let run = try CommandLineRun("recipes", "list", folder: "/tmp")
    #expect(run.status == 0, "\(run.errors)")
    for recipe in WorkloadRecipe.all { #expect(run.output.contains(recipe.name)) }
  }

  @Test(arguments: WorkloadRecipe.all.map(\.name))
  func aDescriptionNamesKindsParametersConflictsAndWhatIsMissed(name: String) throws {
    let recipe = try #require(WorkloadRecipe.named(name))
    let run = try CommandLineRun("recipes", "describe", name, folder: "/tmp")
    #expect(run.status == 0, "\(run.errors)")
    for kind in recipe.parameters.mix.kinds { #expect(run.output.contains(kind.rawValue)) }
    for conflict in recipe.parameters.expectedConflicts {
      #expect(run.output.contains(conflict.resource.rawValue))
    }
    #expect(run.output.contains("\nparameters (as in `generate:`)\n{accessListsPercent: "))
    #expect(run.output.contains("address-narrowed: misses "))
  }

  @Test func unknownNamesAreRefused() throws {
    let run = try CommandLineRun("recipes", "describe", "mint-rsh", folder: "/tmp")
    #expect(run.status == 2)
    #expect(run.errors.contains("unknown recipe 'mint-rsh'; did you mean 'mint-rush'?"))
    let fork = try CommandLineRun(
      "recipes", "describe", "mint-rush", "--against", "/tmp", "--since", "pariss", folder: "/tmp")
    #expect(fork.status == 2)
    #expect(fork.errors.contains("unknown fork 'pariss'; did you mean 'Paris'?"), "\(fork.errors)")
    let alone = try CommandLineRun(
      "recipes", "describe", "mint-rush", "--since", "paris", folder: "/tmp")
    #expect(alone.status == 2)
    let absent = try CommandLineRun(
      "recipes", "describe", "one-chain", "--against", "/nonexistent", folder: "/tmp")
    #expect(absent.status == 2)
    #expect(absent.errors.contains("/nonexistent"))
  }
}
