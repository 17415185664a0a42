import PackagePlugin

/// Writes the list of strategies that a target depends on, so that adding a strategy takes one
/// folder and one word in Package.swift.
@main struct StrategyRegistry: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let modules = target.dependencies.compactMap { dependency -> String? in
      guard case .target(let strategy) = dependency, strategy.name.hasSuffix("Strategy") else {
        return nil
      }
      return strategy.name
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "StrategyRegistry.swift")
    return [
      .buildCommand(
        displayName: "Writing the registry of \(modules.count) strategies",
        executable: try context.tool(named: "StrategyRegistryWriter").url,
        arguments: [output.path(percentEncoded: false)] + modules.sorted(),
        outputFiles: [output])
    ]
  }
}
