/// Times of accepted blocks in every repeat: 8 bytes a time, and 4 a run of a block.
package struct RepeatedTimes: Sendable {
  /// A time in a row; nil where it does not apply.
  package typealias Time = @Sendable (BlockRow) -> UInt64?

  private static let absent = UInt64.max

  private let times: [Time]
  private var blocks: [Int32] = []
  /// By place among `times`, then by run.
  private var values: [[UInt64]]

  /// No times yet; later they are named by their places among these.
  package init(_ times: [Time]) {
    self.times = times
    values = Array(repeating: [], count: times.count)
  }

  /// Whether no block was accepted.
  package var isEmpty: Bool { blocks.isEmpty }

  /// Adds a row's times, if its block was accepted.
  package mutating func add(_ row: BlockRow, block: Int) {
    guard row.status == .accepted else { return }
    blocks.append(Int32(block))
    for (place, time) in times.enumerated() { values[place].append(time(row) ?? Self.absent) }
  }

  /// Passes on each accepted block, ascending, with a time's values, in the order in which they
  /// were added.
  ///
  /// - Complexity: O(*n*) for *n* runs of blocks.
  package func forEachBlock(_ time: Int, _ body: (_ block: Int, _ repeats: [Double]) -> Void) {
    guard let last = blocks.max() else { return }
    var ends = [Int32](repeating: 0, count: Int(last) + 1)
    for block in blocks { ends[Int(block)] += 1 }
    for block in ends.indices.dropFirst() { ends[block] += ends[block - 1] }
    var ordered = [UInt64](repeating: 0, count: blocks.count)
    var free = [0] + ends.dropLast()
    for (run, block) in blocks.enumerated() {
      ordered[Int(free[Int(block)])] = values[time][run]
      free[Int(block)] += 1
    }
    var start = 0
    for (block, end) in ends.enumerated() where end > start {
      let own = ordered[start..<Int(end)].lazy.filter { $0 != Self.absent }
      body(block, own.map { Double($0) })
      start = Int(end)
    }
  }
}
