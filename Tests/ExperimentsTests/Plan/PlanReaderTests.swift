import BlockSets
import EthereumTypes
import Execution
import Experiments
import Records
import Testing

@Suite struct PlanReaderTests {
  @Test func quickstartReadsAsWritten() throws {
    let plan = try PlanReader().plan(
      bytes: try PlanText.bundled("quickstart"), name: "quickstart.yaml", folder: "/work")
    #expect(plan.name == "quickstart")
    #expect(plan.question == "Which grouping keeps parallelism without falling back?")
    let mix = WorkloadMix([
      .transfer: 40, .token: 30, .swap: 20, .oracleRead: 8, .oracleUpdate: 2,
    ])
    let parameters = WorkloadParameters(seed: 7, blocks: 40, transactions: 110, mix: mix)
    #expect(parameters == .mixed())
    #expect(plan.blockSets == [BlockSetPlan(name: "mixed", source: .generated(parameters))])
    #expect(
      plan.strategies.map(\.label) == [
        "sequential", "heuristic", "address-narrowed", "refined", "attributed-reads",
      ])
    #expect(plan.strategies[4].options.canonicalText == "attribution=all")
    #expect(plan.tiers.map(\.name) == ["refined", "sequential"])
    #expect(plan.execution.workers == [1, 2])
    #expect(plan.execution.repeats == 3)
    #expect(plan.execution.gasCheckBeforeMerkle == [true])
    #expect(plan.execution.checks == VerdictCheck.allCases)
  }

  @Test func recipesMayBeOverriddenPieceByPiece() throws {
    let recipe = try #require(WorkloadRecipe.named("mint-rush")).parameters
    func parameters(_ generate: String) throws -> WorkloadParameters? {
      let text = PlanText.small.replacing(
        "{seed: 7, blocks: 2, transactions: 10, mix: {transfer: 1}}", with: generate)
      guard case .generated(let parameters)? = try PlanText.plan(text).blockSets.first?.source
      else { return nil }
      return parameters
    }
    #expect(try parameters("{recipe: mint-rush}") == recipe)
    var changed = recipe
    changed.seed = 3
    changed.blocks = 5
    changed.tokenSkew = 2
    changed.blockGasLimit = 900_000_000
    changed.blockGasUsePercent = 90
    changed.mix = WorkloadMix([
      .mint: 60, .transfer: 20, .token: 1, .walletCall: 4, .revert: 5, .swap: 2,
    ])
    #expect(
      try parameters(
        "{recipe: mint-rush, seed: 3, blocks: 5, tokenSkew: 2, blockGasLimit: 900000000,"
          + " blockGasUsePercent: 90,"
          + " mix: {token: 1, swap: 2, outOfGas: 0}}") == changed)
    #expect(
      try parameters("{seed: 1, blocks: 2, gasTarget: 30000000, mix: {transfer: 1}}")?.transactions
        == 10_000)
  }

  @Test func theStatusReportNamesItsFigures() throws {
    let plan = try PlanReader().plan(
      bytes: try PlanText.bundled("status-report"), name: "status-report.yaml", folder: "/work")
    let reference = try #require(plan.compareWith)
    #expect(reference.blockSet == "devnet")
    #expect(reference.strategy == "address-narrowed")
    #expect(reference.figures.count == 13)
    #expect(reference.figures.contains(.init(metric: .groupsMs, low: 0.2, high: 0.7)))
    #expect(reference.figures.contains(.init(metric: .tier0Blocks, low: 142, high: 142)))
    #expect(plan.blockSets.map(\.name) == ["devnet"])
    let text = try ResolvedPlan.text(plan)
    let again = try PlanReader().plan(bytes: Array(text.utf8), name: "resolved.yaml", folder: "/x")
    #expect(again.compareWith == reference)
    #expect(again.blockSets == plan.blockSets)
  }

  @Test func mainnetIsOptionalAndRelativeToItsFile() throws {
    let plan = try PlanReader().plan(
      bytes: try PlanText.bundled("mainnet"), name: "mainnet.yaml", folder: "/work/main/experiments"
    )
    let files = BlockSetPlan.Files(path: "/work/shared/mainnet/dev")
    #expect(
      plan.blockSets == [
        BlockSetPlan(name: "mainnet", source: .files(files), isOptional: true)
      ])
  }

  @Test func whatIsLeftOutHasADefault() throws {
    let plan = try PlanText.plan(PlanText.small)
    #expect(plan.question == "")
    #expect(plan.tiers.map(\.name) == ["refined", "sequential"])
    #expect(plan.execution == ExecutionPlan())
    #expect(plan.output == nil)
  }

  @Test func filesMayBeSelected() throws {
    let plan = try PlanText.plan(
      """
      schema: 1
      name: files
      blockSets:
        - {name: a, path: "blocks/*.json", fork: Amsterdam, limit: 3}
        - {name: b, path: /data/b.json.gz}
      strategies: [sequential]
      output: out
      """)
    #expect(
      plan.blockSets.map(\.source) == [
        .files(.init(path: "/work/blocks/*.json", fork: .amsterdam, limit: 3)),
        .files(.init(path: "/data/b.json.gz")),
      ])
    #expect(plan.output == "/work/out")
  }

  @Test func everyParameterOfAWorkloadCanBeSet() throws {
    let plan = try PlanText.plan(
      PlanText.small.replacing(
        "{seed: 7, blocks: 2, transactions: 10, mix: {transfer: 1}}",
        with: """
          {seed: 1, blocks: 4, transactions: 500, mix: {token: 1}, accounts: 2000, skew: 0, \
          distinctAccounts: true, freshRecipientsPercent: 0, tokens: 8, pools: 8, \
          repeatedSendersPercent: 20, oracleConflictsPercent: 10, oracleHeartbeatsPercent: 10}
          """))
    #expect(plan.blockSets.map(\.source) == [.generated(.conflictFree())])
  }

  @Test func oneValueIsAListOfOne() throws {
    let plan = try PlanText.plan(
      PlanText.small + "execution: {workers: 4, gasCheckBeforeMerkle: [false, true], checks: gas}\n"
    )
    #expect(plan.execution.workers == [4])
    #expect(plan.execution.gasCheckBeforeMerkle == [false, true])
    #expect(plan.execution.checks == [.gas])
  }

  @Test func namesakesAreSetApartByTheirOptions() throws {
    let plan = try PlanText.plan(
      PlanText.small.replacing(
        "[sequential, heuristic]",
        with: "[heuristic, attributed-reads, attributed-reads: {attribution: first-access}]"))
    #expect(
      plan.strategies.map(\.label) == [
        "heuristic", "attributed-reads(all)",
        "attributed-reads(first-access)",
      ])
  }

  @Test func anArgumentMayNameAStrategy() throws {
    let reader = PlanReader()
    #expect(try reader.strategy(argument: "heuristic", name: "--strategy").name == "heuristic")
    let options = try reader.strategy(
      argument: "attributed-reads: {attribution: changed-slots}", name: "--strategy"
    ).options
    #expect(options.canonicalText == "attribution=changed-slots")
    for text in ["", "refind", "[heuristic]", "heuristic: {a: 1}", "{"] {
      #expect(throws: ExperimentFileError.self) {
        try reader.strategy(argument: text, name: "--strategy")
      }
    }
  }

  @Test func nothingFollowsASequentialTier() throws {
    let plan = try PlanText.plan(PlanText.small)
    #expect(plan.tierSequence(for: plan.strategies[0]).map(\.name) == ["sequential"])
    #expect(
      plan.tierSequence(for: plan.strategies[1]).map(\.name) == [
        "heuristic", "refined", "sequential",
      ])
  }

  @Test(arguments: ["quickstart", "mainnet", "gigagas"])
  func theResolvedPlanIsTheSamePlan(name: String) throws {
    let plan = try PlanReader().plan(
      bytes: try PlanText.bundled(name), name: name, folder: "/work/experiments")
    let text = try ResolvedPlan.text(plan)
    let again = try PlanReader().plan(bytes: Array(text.utf8), name: "resolved.yaml", folder: "/x")
    #expect(try ResolvedPlan.text(again) == text)
    #expect(again.blockSets == plan.blockSets)
    #expect(again.execution == plan.execution)
    #expect(again.strategies.map(\.options) == plan.strategies.map(\.options))
  }

  @Test func storesAreNamesOrNamesWithOptions() throws {
    let plan = try PlanText.plan(
      PlanText.small + """
        execution:
          store:
            - memory
            - lmdb
            - {lmdb: {path: disks/fast}}
            - {latency: {coldRead_us: 80}}
            - {latency: {coldRead_us: 20, parallelReads: 4, over: {lmdb: {path: /mnt}}}}

        """)
    let stores: [StorePlan] = [
      .memory, .lmdb(path: nil), .lmdb(path: "/work/disks/fast"),
      .latency(coldReadMicroseconds: 80, parallelReads: 16, over: .memory),
      .latency(coldReadMicroseconds: 20, parallelReads: 4, over: .lmdb(path: "/mnt")),
    ]
    #expect(plan.execution.stores == stores)
    #expect(
      stores.map(\.label) == [
        "memory", "lmdb", "lmdb(/work/disks/fast)", "latency(80us x16)",
        "latency(20us x4, lmdb(/mnt))",
      ])
    let again = try PlanText.plan(try ResolvedPlan.text(plan))
    #expect(again.execution == plan.execution)
    let single = try PlanText.plan(PlanText.small + "execution: {store: {lmdb: {}}}\n")
    #expect(single.execution.stores == [.lmdb(path: nil)])
  }

  @Test func readsWhatRunsBesideTheExecutor() throws {
    let plan = try PlanText.plan(
      PlanText.small + """
        execution:
          warmer: [off, bal, speculative]
          stream: [transaction, group]
          stateRootFromBal: [false, true]

        """)
    #expect(plan.execution.warmers == [.off, .bal, .speculative])
    #expect(plan.execution.streams == [.transaction, .group])
    #expect(plan.execution.pipelines.count == 12)
    let again = try PlanText.plan(try ResolvedPlan.text(plan))
    #expect(again.execution == plan.execution)
  }

  @Test func theResolvedPlanHasEveryDefault() throws {
    #expect(
      try ResolvedPlan.text(PlanText.plan(PlanText.small + "question: 'a: \"b\"\n\n  c'\n")) == """
        schema: 1
        name: "small"
        question: "a: \\"b\\"\\nc"
        seed: 0
        blockSets:
          - {name: set, generate: {accessListsPercent: 10, accounts: 1000, airdropRecipients: 20, \
        blocks: 2, bundleOperations: 5, callDepth: 1, collections: 4, computeGas: 500000, \
        distinctAccounts: false, freshRecipientsPercent: 20, fundingChainLength: 4, \
        mix: {transfer: 1}, oracleConflictsPercent: 10, oracleHeartbeatsPercent: 10, pools: 8, \
        readOnlyCalleesPercent: 0, repeatedSendersPercent: 20, routeHops: 4, seed: 7, skew: 1.2, \
        tokens: 8, transactions: 10}, optional: false}
        strategies:
          - sequential
          - heuristic
        tiers:
          - {refined: {mode: observed}}
          - sequential
        execution: {workers: [1], repeats: 1, gasCheckBeforeMerkle: [true], store: [memory], \
        warmer: [off], stream: [block], stateRootFromBal: [false], checks: [gas, receipts, requests, \
        blockAccessList, stateRoot], spans: false, warmup: 1}

        """)
  }
}
