import Records

/// The way that others are compared with where nobody names one.
enum Baseline {
  /// What reports say of it.
  static let description = "the first strategy that is not sequential"

  /// The place of the first way whose strategy is not `sequential`, which keeps no parallelism that
  /// could be lost; of two strategies the first, so that one is judged. `nil` of none.
  static func place(among ways: [WayOfRunning]) -> Int? {
    let parallel = ways.indices.filter { ways[$0].strategy != "sequential" }
    let strategies = Set(parallel.map { [ways[$0].strategy, ways[$0].options] })
    return strategies.count > 1 ? parallel.first : ways.indices.first
  }
}
