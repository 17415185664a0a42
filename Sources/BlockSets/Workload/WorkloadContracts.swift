import EthereumTypes

/// Where the contracts of a workload are.
struct WorkloadContracts: Sendable {
  /// A market maker and its two tokens.
  struct Pair: Sendable {
    let address: Address
    let token0: Address
    let token1: Address
  }

  let tokens: [Address]
  /// Pair *p* trades tokens 2*p* and 2*p* + 1, counted round: with more pairs than half the tokens,
  /// several pairs trade the same two, and pairs of different tokens share no contract.
  let pairs: [Pair]
  let oracle = Self.address("oracle", 0)
  let adapter = Self.address("adapter", 0)
  let lending = Self.address("lending", 0)
  let counter = Self.address("counter", 0)

  /// The contracts of a number of tokens and of pairs.
  init(tokenCount: Int, pairCount: Int) {
    let tokens = (0..<tokenCount).map { Self.address("token", $0) }
    self.tokens = tokens
    pairs = (0..<pairCount).map { number in
      Pair(
        address: Self.address("pair", number), token0: tokens[2 * number % tokenCount],
        token1: tokens[(2 * number + 1) % tokenCount])
    }
  }

  /// An address that is the same in every workload.
  static func address(_ label: String, _ number: Int) -> Address {
    Address(word: keccak256(Array("bal-workbench \(label) \(number)".utf8)).word)
  }
}
