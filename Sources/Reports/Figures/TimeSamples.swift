import Records
import Statistics

/// The measured times of one way of running with one number of workers: every accepted block in
/// every repeat.
struct TimeSamples: Sendable {
  private var blocks: [Int32] = []
  private var times: [[UInt64]] = Array(repeating: [], count: Phase.allCases.count)

  /// Adds a row's times.
  mutating func add(_ row: BlockRow, block: Int) {
    guard row.status == .accepted else { return }
    blocks.append(Int32(block))
    for phase in Phase.allCases { times[phase.rawValue].append(phase.time(in: row)) }
  }

  /// The median over repeats of a phase, in nanoseconds, by block.
  func medians(of phase: Phase) -> [Int: Double] {
    repeats(of: phase).compactMapValues(Statistic.median.of)
  }

  /// How far the repeats lie apart.
  var spread: RepeatSpread? {
    RepeatSpread(repeats(of: .total).sorted { $0.key < $1.key }.map(\.value))
  }

  private func repeats(of phase: Phase) -> [Int: [Double]] {
    var repeats: [Int: [Double]] = [:]
    for (block, time) in zip(blocks, times[phase.rawValue]) {
      repeats[Int(block), default: []].append(Double(time))
    }
    return repeats
  }
}
