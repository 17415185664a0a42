import PackagePlugin

@main struct StrategyRegistry: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] { [] }
}
