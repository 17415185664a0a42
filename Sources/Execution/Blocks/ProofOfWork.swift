import EthereumTypes

/// The rules of blocks before Paris that proof of work was about. The work itself is not checked.
package enum ProofOfWork {
  static let maximumOmmers = 2
  /// An ommer is at most this many generations older than the block that names it.
  static let maximumOmmerAge: UInt64 = 6
  private static let minimumDifficulty: UInt256 = 131_072

  /// The difficulty that a block must have after `parent`.
  package static func difficulty(
    of header: BlockHeader, after parent: BlockHeader, fork: Fork
  ) -> UInt256 {
    let seconds =
      header.timestamp > parent.timestamp ? header.timestamp - parent.timestamp : 0
    let steps = adjustment(seconds: seconds, parent: parent, fork: fork)
    let step = parent.difficulty >> 11
    let change = step &* UInt256(abs(steps))
    var difficulty =
      steps < 0
      ? parent.difficulty &- min(change, parent.difficulty) : parent.difficulty &+ change
    // The bomb: it doubles every 100,000 blocks, and was put off time and again.
    let number = header.number > bombDelay(in: fork) ? header.number - bombDelay(in: fork) : 0
    let period = number / 100_000
    if period >= 2 { difficulty = difficulty &+ (UInt256.one << Int(min(period - 2, 256))) }
    return max(difficulty, minimumDifficulty)
  }

  /// By how many 2,048ths of the parent's difficulty a block's differs.
  private static func adjustment(seconds: UInt64, parent: BlockHeader, fork: Fork) -> Int {
    let seconds = Int(min(seconds, 100_000))
    if fork < .homestead { return seconds < 13 ? 1 : -1 }
    if fork < .byzantium { return max(1 - seconds / 10, -99) }  // EIP-2
    // EIP-100
    return max((parent.ommersHash == .emptyListHash ? 1 : 2) - seconds / 9, -99)
  }

  private static func bombDelay(in fork: Fork) -> UInt64 {
    switch fork {
    case ..<Fork.byzantium: 0
    case ..<Fork.constantinople: 3_000_000  // EIP-649
    case ..<Fork.muirGlacier: 5_000_000  // EIP-1234
    case ..<Fork.london: 9_000_000  // EIP-2384
    case ..<Fork.arrowGlacier: 9_700_000  // EIP-3554
    case ..<Fork.grayGlacier: 10_700_000  // EIP-4345
    default: 11_400_000  // EIP-5133
    }
  }

  /// What mining a block earns its miner, in wei, ommers apart; zero from Paris on.
  static func reward(in fork: Fork) -> UInt256 {
    let ether: UInt256 = 1_000_000_000_000_000_000
    return switch fork {
    case ..<Fork.byzantium: 5 * ether
    case ..<Fork.constantinople: 3 * ether  // EIP-649
    case ..<Fork.paris: 2 * ether  // EIP-1234
    default: .zero
    }
  }
}
