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

    fileprivate init(_ label: String, _ number: Int, _ tokens: [Address], first: Int) {
      address = WorkloadContracts.address(label, number)
      token0 = tokens[first % tokens.count]
      token1 = tokens[(first + 1) % tokens.count]
    }
  }

  /// The fungible tokens.
  package let tokens: [Address]
  /// Pair *p* trades tokens 2*p* and 2*p* + 1, counted round: with more pairs than half the tokens,
  /// several pairs trade the same two, and pairs of different tokens share no contract.
  package let pairs: [Pair]
  /// Stable pools, of the same tokens as the pairs.
  package let stablePools: [Pair]
  /// The pools that routes lead through: pool *p* trades tokens *p* and *p* + 1, counted round.
  package let routePools: [Pair]
  /// What items are minted of.
  package let collections: [Address]
  /// What lies between the adapter and the oracle's readers, outermost last.
  package let relays: [Address]
  /// The price oracle.
  package let oracle = Self.address("oracle", 0)
  /// What reads the oracle for others.
  package let adapter = Self.address("adapter", 0)
  /// The lending market.
  package let lending = Self.address("lending", 0)
  /// The hot counter.
  package let counter = Self.address("counter", 0)
  /// The token whose balances follow a reported total.
  package let rebasingToken = Self.address("rebasing token", 0)
  /// What trades through several pools.
  package let router = Self.address("router", 0)
  /// What pays many.
  package let batchPayer = Self.address("batch payer", 0)
  /// The code of the smart accounts.
  package let walletCode = Self.address("wallet code", 0)
  /// What executes bundles of operations.
  package let entryPoint = Self.address("entry point", 0)
  /// What deploys clones.
  package let factory = Self.address("factory", 0)
  /// What the clones run.
  package let template = Self.address("template", 0)
  /// A clone that is there from the start.
  package let firstClone = Self.address("clone", 0)
  /// What accounts delegate to: two of the same code, so that a delegation may change.
  package let delegates = (0..<2).map { Self.address("delegate", $0) }
  /// What passes ether on to the fee recipient.
  package let tip = Self.address("tip", 0)
  /// What names the feed in use.
  package let directory = Self.address("directory", 0)
  /// The feeds that the directory names in turn.
  package let feeds = (0..<2).map { Self.address("feed", $0) }
  /// What reads the feed in use.
  package let follower = Self.address("follower", 0)
  /// What hashes.
  package let work = Self.address("work", 0)

  /// What readers of the oracle call.
  package var priceSource: Address { relays.last ?? adapter }

  /// The contracts of a number of tokens, of pairs and of collections.
  package init(
    tokenCount: Int, pairCount: Int, collectionCount: Int = 1, callDepth: Int = 1
  ) {
    let tokens = (0..<tokenCount).map { Self.address("token", $0) }
    self.tokens = tokens
    pairs = (0..<pairCount).map { Pair("pair", $0, tokens, first: 2 * $0) }
    stablePools = (0..<pairCount).map { Pair("stable pool", $0, tokens, first: 2 * $0) }
    routePools = (0..<pairCount).map { Pair("route pool", $0, tokens, first: $0) }
    collections = (0..<collectionCount).map { Self.address("collection", $0) }
    relays = (1..<callDepth).map { Self.address("relay", $0) }
  }

  /// The smart account of an account.
  package static func wallet(_ number: Int) -> Address { address("wallet", number) }

  /// An address that is the same in every workload.
  package static func address(_ label: String, _ number: Int) -> Address {
    Address(word: keccak256(Array("bal-workbench \(label) \(number)".utf8)).word)
  }
}
