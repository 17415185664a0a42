/// Which fork's rules hold at a block, and which blob parameters each fork has on this chain.
package struct ForkSchedule: Hashable, Sendable {
  /// The point from which a fork's rules hold: both the number and the time must be reached.
  package struct Activation: Hashable, Sendable {
    package var fork: Fork
    package var number: UInt64
    package var timestamp: UInt64

    package init(_ fork: Fork, number: UInt64 = 0, timestamp: UInt64 = 0) {
      self.fork = fork
      self.number = number
      self.timestamp = timestamp
    }
  }

  /// Activations in ascending order of fork; the first holds from genesis.
  package let activations: [Activation]
  /// Blob parameters that differ from mainnet's.
  package var blobScheduleOverrides: [Fork: BlobSchedule]

  /// Makes a schedule from a genesis fork and the activations that follow it.
  ///
  /// - Precondition: The forks ascend.
  package init(
    genesis: Fork, then later: [Activation] = [],
    blobScheduleOverrides: [Fork: BlobSchedule] = [:]
  ) {
    activations = [Activation(genesis)] + later
    precondition(
      zip(activations, activations.dropFirst()).allSatisfy { $0.fork < $1.fork },
      "the forks of a schedule must ascend")
    self.blobScheduleOverrides = blobScheduleOverrides
  }

  /// One fork for every block.
  package init(constant fork: Fork, blobScheduleOverrides: [Fork: BlobSchedule] = [:]) {
    self.init(genesis: fork, blobScheduleOverrides: blobScheduleOverrides)
  }

  /// The fork whose rules a block follows.
  package func fork(number: UInt64, timestamp: UInt64) -> Fork {
    let active = activations.last { $0.number <= number && $0.timestamp <= timestamp }
    return active?.fork ?? activations[0].fork
  }

  /// A fork's blob parameters on this chain, or `nil` before blobs existed.
  package func blobSchedule(for fork: Fork) -> BlobSchedule? {
    blobScheduleOverrides[fork] ?? BlobSchedule.mainnet(for: fork)
  }
}

extension ForkSchedule {
  /// Reads a network name of the execution-spec-tests: a fork (`Osaka`), or a transition at a
  /// time (`ShanghaiToCancunAtTime15k`) or at a block (`BerlinToLondonAt5`).
  package init?(network: String, blobScheduleOverrides: [Fork: BlobSchedule] = [:]) {
    if let fork = Fork(name: network) {
      self.init(constant: fork, blobScheduleOverrides: blobScheduleOverrides)
      return
    }
    guard let at = network.range(ofLast: "At"),
      let to = network[..<at.lowerBound].range(ofLast: "To"),
      let before = Fork(name: String(network[..<to.lowerBound])),
      let after = Fork(name: String(network[to.upperBound..<at.lowerBound])),
      before < after,
      let activation = Self.activation(of: after, at: network[at.upperBound...])
    else { return nil }
    self.init(
      genesis: before, then: [activation], blobScheduleOverrides: blobScheduleOverrides)
  }

  /// Reads a block's number, or after `Time` a count of seconds.
  private static func activation(of fork: Fork, at text: Substring) -> Activation? {
    let prefix = "Time"
    guard text.hasPrefix(prefix) else {
      return number(abbreviated: text).map { Activation(fork, number: $0) }
    }
    return number(abbreviated: text.dropFirst(prefix.count)).map {
      Activation(fork, timestamp: $0)
    }
  }

  /// Reads a number whose thousands may be written `k`.
  private static func number(abbreviated text: Substring) -> UInt64? {
    guard text.hasSuffix("k") else { return UInt64(text) }
    guard let thousands = UInt64(text.dropLast()) else { return nil }
    let (number, overflow) = thousands.multipliedReportingOverflow(by: 1000)
    return overflow ? nil : number
  }
}

extension StringProtocol {
  /// The last place where `needle` occurs.
  fileprivate func range(ofLast needle: String) -> Range<Index>? {
    var start = endIndex
    while true {
      if self[start...].hasPrefix(needle) {
        return start..<index(start, offsetBy: needle.count)
      }
      if start == startIndex { return nil }
      start = index(before: start)
    }
  }
}
