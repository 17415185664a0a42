import EthereumTypes

/// Where the contracts of a workload are.
package struct WorkloadContracts: Sendable {
  /// A market maker and its two tokens.
  package struct Pair: Sendable {
    /// The market maker.
    package let address: Address
    /// Its first token.
    package let token0: Address
    /// Its second token.
    package let token1: Address
  }

  /// The fungible tokens.
  package let tokens: [Address]
  /// Pair *p* trades tokens 2*p* and 2*p* + 1, counted round: with more pairs than half the tokens,
  /// several pairs trade the same two, and pairs of different tokens share no contract.
  package let pairs: [Pair]
  /// The price oracle.
  package let oracle = Self.address("oracle", 0)
  /// What the lending market reads the oracle through.
  package let adapter = Self.address("adapter", 0)
  /// The lending market.
  package let lending = Self.address("lending", 0)
  /// The hot counter.
  package let counter = Self.address("counter", 0)

  /// The contracts of a number of tokens and of pairs.
  package init(tokenCount: Int, pairCount: Int) {
    let tokens = (0..<tokenCount).map { Self.address("token", $0) }
    self.tokens = tokens
    pairs = (0..<pairCount).map { number in
      Pair(
        address: Self.address("pair", number), token0: tokens[2 * number % tokenCount],
        token1: tokens[(2 * number + 1) % tokenCount])
    }
  }

  /// An address that is the same in every workload.
  package static func address(_ label: String, _ number: Int) -> Address {
    Address(word: keccak256(Array("bal-workbench \(label) \(number)".utf8)).word)
  }
}
