import BlockSets
import EthereumTypes
import Execution
import Testing

/// The bundled recipes: valid blocks, the same on every machine.
@Suite struct RecipeTests {
  /// A recipe's first blocks.
  static func parameters(of recipe: WorkloadRecipe, blocks: Int = 3) -> WorkloadParameters {
    var parameters = recipe.parameters
    parameters.blocks = blocks
    return parameters
  }

  /// keccak256 over the RLP of the first three blocks under seed 1. Pinned, so that every machine
  /// and every version makes the same blocks; a deliberate change of the generator or of a recipe
  /// changes them, and the version in GeneratedBlockSource too.
  static let hashes: [String: String] = [
    "devnet-like":
      "0x2bd4e0ad444d86b8dd601697f5d991b734df98168095c16222b1074845463731",
    "mainnet-like":
      "0x6970ed844d5a71e580abfa5ac0c16ca68491633d82c23eb03e7038d57e766777",
    "defi-storm":
      "0x656c8358b1b1b169dff496820531f5a1df5c155e414865d867a994cd91b4383d",
    "mint-rush":
      "0xa3fa4330e6bd91980af8af307a70500b48b6cc1041850c752e1adf8d79b211f5",
    "conflict-free":
      "0x05de52a8f0ff4cb4ce84a9c19a03d90f92fd82680a9a2359785e345b0c2aae63",
    "one-chain":
      "0x4b3b0caf2eb4bcd6c89b306e89eb1d227cbfdfdec142061da8cd5b1bee85e194",
    "adversarial":
      "0x383297e50317105b00a3411b19afe13d645d7b3b1fc6db445868ba9370ab1501",
  ]

  @Test(arguments: WorkloadRecipe.all.map(\.name))
  func blocksAreTheSameEverywhere(name: String) throws {
    let recipe = try #require(WorkloadRecipe.named(name))
    #expect(recipe.parameters.seed == 1)
    var bytes: [UInt8] = []
    try GeneratedBlockSource(Self.parameters(of: recipe)).forEachChain { chain in
      for input in chain.blocks { bytes += try #require(input.rlp) }
    }
    #expect(keccak256(bytes).description == Self.hashes[name], "\(name), seed 1")
  }

  @Test(arguments: WorkloadRecipe.all.map(\.name), [UInt64(1), 2, 99])
  func transactionsEndAsTheirKindsSay(name: String, seed: UInt64) throws {
    var parameters = Self.parameters(of: try #require(WorkloadRecipe.named(name)), blocks: 2)
    parameters.seed = seed
    try GeneratedRun.forEachBlock(of: parameters) { draft, block in
      #expect(draft.kinds.count == parameters.transactions)
      #expect(draft.kinds.allSatisfy { parameters.mix[$0] > 0 })
      try GeneratedRun.checkOutcomes(draft, block)
    }
  }

  @Test func noTransactionOfAConflictFreeBlockDependsOnAnother() throws {
    let recipe = try #require(WorkloadRecipe.named("conflict-free"))
    try GeneratedRun.forEachBlock(of: Self.parameters(of: recipe)) { _, block in
      let profile = block.profile(of: block.dependencies)
      #expect(profile.components == profile.transactions)
      #expect(profile.dependentTransactions == 0)
      #expect(profile.criticalPathGas == profile.heaviestTransactionGas)
    }
  }

  @Test func everyTransactionOfAOneChainBlockDependsOnTheOneBefore() throws {
    let recipe = try #require(WorkloadRecipe.named("one-chain"))
    try GeneratedRun.forEachBlock(of: Self.parameters(of: recipe)) { _, block in
      let profile = block.profile(of: block.dependencies)
      #expect(profile.components == 1)
      #expect(profile.dependentTransactions == profile.transactions - 1)
      #expect(profile.criticalPathGas == profile.gas)
    }
  }

  @Test(arguments: [(5_000_000, nil), (30_000_000, nil), (40_000_000, 45_000_000)])
  func blocksAimAtTheirGas(target: UInt64, limit: UInt64?) throws {
    var parameters = try #require(WorkloadRecipe.named("mainnet-like")).parameters
    parameters.blocks = 4
    parameters.transactions = 10_000
    parameters.gasTarget = target
    parameters.blockGasLimit = limit
    try GeneratedRun.forEachBlock(of: parameters) { _, block in
      #expect(block.header.gasLimit == limit ?? block.header.gasLimit)
      if limit == nil {
        // Typical gas is an estimate, and the last transaction may be a heavy one.
        let greatest = target * 12 / 10 + UInt64(parameters.computeGas)
        #expect(
          target * 8 / 10...greatest ~= block.header.gasUsed,
          "\(block.header.gasUsed) of \(target)")
      }
      #expect(block.header.gasUsed <= block.header.gasLimit)
    }
  }

  /// Blocks are closed by what they use; the first one by an estimate that is on the safe side.
  @Test(arguments: ["mainnet-like", "mint-rush", "defi-storm"], [60, 95])
  func blocksUseTheirShareOfTheGasLimit(recipe: String, percent: Int) throws {
    var parameters = try #require(WorkloadRecipe.named(recipe)).parameters
    parameters.blocks = 4
    parameters.transactions = 10_000
    parameters.blockGasLimit = 50_000_000
    parameters.blockGasUsePercent = percent
    let aim = 500_000 * UInt64(percent)
    try GeneratedRun.forEachBlock(of: parameters) { _, block in
      let least = block.header.number == 1 ? aim * 7 / 10 : aim * 85 / 100
      #expect(
        least...min(aim * 105 / 100, 50_000_000) ~= block.header.gasUsed,
        "block \(block.header.number): \(block.header.gasUsed), not \(aim)")
    }
  }
}
