import Scheduling

/// The strategies of this executable, which the main program hands in.
///
/// Commands do not import the catalog: it changes with every new strategy, and all that imports it
/// is compiled again. The value is task-local because the parser creates the commands, not we.
enum BuiltStrategies {
  @TaskLocal private static var handedIn: [any GroupingStrategy.Type]?

  /// Every strategy, ordered by name.
  static var all: [any GroupingStrategy.Type] {
    guard let handedIn else { preconditionFailure("a command runs outside of Balbench.main") }
    return handedIn
  }

  /// Does what needs strategies.
  static func use(_ strategies: [any GroupingStrategy.Type], in body: () -> Void) {
    $handedIn.withValue(strategies, operation: body)
  }
}
