import Records
import Statistics

/// What a run recorded of its blocks, in every way in which it ran them, gathered row by row.
package struct MeasuredRun: Sendable {
  /// `run.json`.
  package let manifest: RunManifest
  /// The ways, in the order of the tables.
  package private(set) var measurements: [Measurement] = []
  private let metrics: [Metric]
  private var places: [WayOfRunning: Int] = [:]
  private(set) var blocks = BlockNumbers()

  /// Reads a run folder.
  package init(folder: RunFolder, metrics: [Metric]) throws {
    self.init(
      manifest: try JSONFile.read(RunManifest.self, from: folder.manifest), metrics: metrics)
    try BlockRow.table.scan(file: folder.table(BlockRow.table)) { add($0) }
    guard metrics.contains(where: \.isOfSchedule) else { return }
    try MakespanRow.table.scan(file: folder.table(MakespanRow.table)) { add($0) }
  }

  /// A run without rows.
  ///
  /// - Parameter metrics: What it can be compared by.
  package init(manifest: RunManifest, metrics: [Metric]) {
    self.manifest = manifest
    self.metrics = metrics
  }

  /// Adds a block's row; all come before rows of virtual times.
  package mutating func add(_ row: BlockRow) {
    let way = WayOfRunning(row.identity)
    let place = places[way] ?? measurements.count
    if place == measurements.count {
      places[way] = place
      measurements.append(Measurement(row.identity, metrics: metrics))
    }
    measurements[place].add(row, block: blocks.number(of: row.identity))
  }

  /// Adds a row of virtual times.
  package mutating func add(_ row: MakespanRow) {
    guard let place = places[WayOfRunning(row.identity)],
      let block = blocks[row.identity]
    else { return }
    measurements[place].add(row, block: block)
  }

  /// What was recorded of a way.
  func measurement(of way: WayOfRunning) -> Measurement? {
    places[way].map { measurements[$0] }
  }

  /// The strategies' labels, in the order of the tables.
  package var labels: [String] { measurements.map(\.label).distinct }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order in which they come.
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
