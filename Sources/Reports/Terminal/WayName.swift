import Records

/// The name of a way of running: its strategy's, and what tells it from its namesakes but the
/// workers, which stand in columns of their own.
enum WayName {
  /// - Parameter ways: Those that it is to be told from.
  static func text(_ way: WayOfRunning, label: String, among ways: [WayOfRunning]) -> String {
    let namesakes = ways.filter {
      $0.blockSet == way.blockSet && $0.strategy == way.strategy && $0.options == way.options
    }
    var name = label
    func add<Value: Equatable>(_ factor: KeyPath<WayOfRunning, Value>, _ text: String) {
      if namesakes.contains(where: { $0[keyPath: factor] != way[keyPath: factor] }) {
        name += ", " + text
      }
    }
    add(\.gasCheckBeforeMerkle, way.gasCheckBeforeMerkle ? "gas first" : "gas last")
    add(\.store, way.store)
    add(\.warmer, way.warmer)
    add(\.stream, way.stream)
    add(\.stateRootFromBal, way.stateRootFromBal ? "root from BAL" : "root from run")
    return name
  }
}
