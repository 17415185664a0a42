import BlockAccessLists
import BlockSets
import EVM
import EthereumTypes
import Execution
import Scheduling
import Testing

/// The reference run against what an independent engine found in the same blocks; where the two
/// define something otherwise is written in docs/oracle-differences.md.
@Suite(
  "Real blocks against their oracle",
  .enabled(if: !DevelopmentBlocks.names.isEmpty, "\(DevelopmentBlocks.absence)"))
struct OracleTests {
  @Test(arguments: DevelopmentBlocks.names)
  func accessesAreTheOraclesOnes(_ name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let (_, block) = try DevelopmentBlocks.prepare(chain)
    let oracle = try BlockOracleReader.readOracle(besideRecordAt: chain.origin.source)
    try #require(oracle.transactions.count == block.transactionCount)
    for (index, expected) in oracle.transactions.enumerated() {
      let result = block.reference.results[index]
      #expect(result.gasUsed == expected.gasUsed, "transaction \(index)")
      #expect(result.isSuccess == expected.isSuccess, "transaction \(index)")
      let found = accesses(of: block, at: index)
      #expect(found.writes == expected.accesses.writes, "transaction \(index)")
      #expect(found.credits == expected.accesses.credits, "transaction \(index)")
      #expect(found.reads.isSubset(of: expected.accesses.reads), "transaction \(index)")
      for missing in expected.accesses.reads.subtracting(found.reads) {
        #expect(
          isReadOfCreditlessBeneficiary(missing, of: block, at: index),
          "transaction \(index): \(missing) is not read")
      }
    }
  }

  @Test(arguments: DevelopmentBlocks.names)
  func statisticsAreTheOraclesOnes(_ name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let (_, block) = try DevelopmentBlocks.prepare(chain)
    let oracle = try BlockOracleReader.readOracle(besideRecordAt: chain.origin.source)
    let accesses = (0..<block.transactionCount).map { self.accesses(of: block, at: $0) }
    #expect(oracle.statistics.count == DependencyGraph.Variant.all.count)
    for variant in DependencyGraph.Variant.all {
      let expected = try #require(oracle.statistics[variant.name])
      let found = DependencyGraph(
        accesses, gas: block.reference.gas, senders: chain.blocks[0].senders, variant: variant
      ).statistics
      #expect(found.counts == expected.counts, "\(variant.name)")
      #expect(isClose(found.groupParallelism, expected.groupParallelism), "\(variant.name)")
      #expect(isClose(found.graphParallelism, expected.graphParallelism), "\(variant.name)")
      #expect(found.speedups.count == expected.speedups.count)
      for (a, b) in zip(found.speedups, expected.speedups) {
        #expect(a.workers == b.workers)
        #expect(
          isClose(a.groups, b.groups) && isClose(a.graph, b.graph) && isClose(a.ideal, b.ideal),
          "\(variant.name): \(a), expected \(b)")
      }
    }
  }

  @Test(arguments: DevelopmentBlocks.names)
  func theProfileIsTheOraclesOne(_ name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let (_, block) = try DevelopmentBlocks.prepare(chain)
    let oracle = try BlockOracleReader.readOracle(besideRecordAt: chain.origin.source)
    let expected = try #require(oracle.statistics["field.strict"])
    let profile = block.profile(of: block.dependencies)
    #expect(profile.transactions == oracle.transactions.count)
    #expect(profile.gas == oracle.transactions.reduce(0) { $0 + $1.gasUsed })
    #expect(profile.components == expected.counts["components"])
    #expect(profile.singletons == expected.counts["singletonTxs"])
    #expect(profile.largestComponent == expected.counts["largestComponentTxs"])
    #expect(Int(profile.heaviestComponentGas) == expected.counts["largestComponentGas"])
    #expect(Int(profile.criticalPathGas) == expected.counts["dagCriticalGas"])
    #expect(profile.dependentTransactions == expected.counts["dependentTxs"])
  }

  /// Dependencies and virtual times of the recorded tables, where the definitions coincide.
  @Test(arguments: DevelopmentBlocks.names)
  func theDependenciesAreTheOraclesOnes(_ name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let (_, block) = try DevelopmentBlocks.prepare(chain)
    let oracle = try BlockOracleReader.readOracle(besideRecordAt: chain.origin.source)
    let expected = try #require(oracle.statistics["field.strict"])
    let dependencies = block.dependencies
    let gas = block.reference.gas
    let total = Double(gas.reduce(0, +))
    #expect(dependencies.components.groups.count == expected.counts["components"])
    #expect(dependencies.pathDepths.max() == expected.counts["dagCriticalTxs"])
    #expect(isClose(dependencies.spanParallelism(gas), expected.graphParallelism))
    #expect(
      isClose(dependencies.components.gasParallelism(gas: gas), expected.groupParallelism))
    let schedule = ListSchedule(dependencies, weights: gas)
    for speedup in expected.speedups {
      let graph = total / Double(schedule.makespan(workers: speedup.workers))
      let groups =
        total
        / Double(dependencies.components.makespan(weights: gas, workers: speedup.workers))
      #expect(isClose(graph, speedup.graph), "\(speedup.workers) workers")
      #expect(isClose(groups, speedup.groups), "\(speedup.workers) workers")
    }
  }

  @Test(arguments: DevelopmentBlocks.names)
  func accessListIsTheDerivedOne(_ name: String) throws {
    let chain = try DevelopmentBlocks.chain(name)
    let (_, block) = try DevelopmentBlocks.prepare(chain)
    let expected = try BlockOracleReader.readAccessList(besideRecordAt: chain.origin.source)
    let unknown = try unknownWithdrawalRecipients(of: chain)
    let after = BlockAccessIndex.postExecution(transactionCount: block.transactionCount)
    // Whose balance is not known, we take as one of zero; the derived list leaves it out.
    let differences = block.reference.blockAccessList.differences(from: expected).filter {
      !(unknown.contains($0.address) && $0.item == .balance(index: after) && $0.expected == nil)
    }
    #expect(differences.isEmpty, "\(differences.first.map { "\($0)" } ?? "")")
  }

  /// The files round to three decimals.
  private func isClose(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude < 0.000_51 }

  private func unknownWithdrawalRecipients(of chain: BlockChain) throws -> [Address] {
    let document = try InputFile.document(at: chain.origin.source)
    return try document.withRoot { root throws(JSONError) in
      try root.object().required("completeness").object()
        .required("withdrawalRecipientsMissing").array()
        .map { address throws(JSONError) in try address.address() }
    }
  }

  /// SELFDESTRUCT of a contract without ether reads nothing of its beneficiary here. The oracle's
  /// engine asks whether it exists, and adds zero to its balance.
  private func isReadOfCreditlessBeneficiary(
    _ location: BlockOracle.Location, of block: PreparedBlock, at index: Int
  ) -> Bool {
    let address: Address
    switch location {
    case .balance(let account), .existence(let account): address = account
    default: return false
    }
    return block.reference.accessLog.accounts(at: index).contains { $0.address == address }
  }

  /// One transaction of the reference run in the oracle's terms.
  private func accesses(of block: PreparedBlock, at index: Int) -> BlockOracle.Accesses {
    let log = block.reference.accessLog
    var found = BlockOracle.Accesses()
    for access in log.slots(at: index) {
      let location = BlockOracle.Location.slot(access.address, access.slot)
      found.reads.insert(location)
      if access.before != access.after { found.writes.insert(location) }
    }
    for access in log.accounts(at: index) {
      found.add(
        access, isFeeRecipient: access.address == block.header.feeRecipient, fork: block.fork)
    }
    return found
  }
}

extension BlockOracle.Accesses {
  fileprivate mutating func add(_ access: AccountAccess, isFeeRecipient: Bool, fork: Fork) {
    let address = access.address
    if access.reads.contains(.nonce) { reads.insert(.nonce(address)) }
    if access.reads.contains(.code) { reads.insert(.code(address)) }
    if access.nonceBefore != access.nonceAfter { writes.insert(.nonce(address)) }
    if access.codeHashBefore != access.codeHashAfter { writes.insert(.code(address)) }
    if isFeeRecipient { return }
    if access.reads.contains(.existence) { reads.insert(.existence(address)) }
    // Old accounts may exist and be empty; what EIP-161 left of them is gone by Byzantium.
    if fork < .byzantium && (access.before == nil) != (access.after == nil)
      || (access.before?.isEmpty ?? true) != (access.after?.isEmpty ?? true)
    {
      writes.insert(.existence(address))
    }
    let isObserved = access.reads.contains(.balance)
    if isObserved { reads.insert(.balance(address)) }
    guard access.balanceBefore != access.balanceAfter else { return }
    if isObserved { writes.insert(.balance(address)) } else { credits.insert(.balance(address)) }
  }
}
