import Records
import Statistics

/// The recorded blocks of a run, in every way in which it ran them.
package struct MeasuredRun: Sendable {
  /// One way with its blocks.
  package struct Measurement: Sendable {
    /// The way.
    package let way: WayOfRunning
    /// The strategy's name in the run's reports.
    package let label: String
    /// What was recorded, by block.
    package let blocks: [BlockKey: MeasuredBlock]

    /// How far the repeats of a block's whole time lie apart; `nil` for fewer than three.
    package var spread: RepeatSpread? { RepeatSpread(blocks.values.map { $0.times(\.total) }) }
  }

  /// `run.json`.
  package let manifest: RunManifest
  /// The ways, in the order of the tables.
  package let measurements: [Measurement]

  /// Reads a run folder.
  package init(folder: RunFolder) throws {
    self.init(
      manifest: try JSONFile.read(RunManifest.self, from: folder.manifest),
      blocks: try RecordedRun.blocks(of: folder),
      makespans: try RecordedRun.rows(of: MakespanRow.table, in: folder))
  }

  /// A run of which the rows were read already.
  package init(manifest: RunManifest, blocks: [BlockRow], makespans: [MakespanRow]) {
    struct Place: Hashable {
      let way: WayOfRunning
      let block: BlockKey

      init(_ identity: RowIdentity) {
        way = WayOfRunning(identity)
        block = BlockKey(identity)
      }
    }
    self.manifest = manifest
    let makespans = Dictionary(grouping: makespans) { Place($0.identity) }
    // An invalid or unsupported block has no run, whatever the strategy.
    let rows = Dictionary(grouping: blocks.filter { $0.attempts > 0 || $0.status == .failed }) {
      Place($0.identity)
    }
    var measured: [WayOfRunning: [BlockKey: MeasuredBlock]] = [:]
    for (place, rows) in rows {
      measured[place.way, default: [:]][place.block] =
        MeasuredBlock(rows, makespans: makespans[place] ?? [])
    }
    var labels: [WayOfRunning: String] = [:]
    var order: [WayOfRunning] = []
    for block in blocks {
      let way = WayOfRunning(block.identity)
      if labels.updateValue(block.identity.label, forKey: way) == nil { order.append(way) }
    }
    measurements = order.map {
      Measurement(way: $0, label: labels[$0] ?? $0.strategy, blocks: measured[$0] ?? [:])
    }
  }

  /// What was recorded of a way.
  func measurement(of way: WayOfRunning) -> Measurement? {
    measurements.first { $0.way == way }
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
