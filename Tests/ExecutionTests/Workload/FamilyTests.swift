import BlockSets
import EVM
import EthereumTypes
import Execution
import Scheduling
import Testing

/// Every kind of transaction does what its description says: its outcome, what it touches, and
/// what it conflicts with, by the access sets of the reference run.
@Suite struct FamilyTests {
  @Test(arguments: WorkloadKind.allCases)
  func everyTransactionEndsAsItsKindSays(kind: WorkloadKind) throws {
    for seed in UInt64(1)...3 {
      let parameters = WorkloadParameters.crowded([kind], seed: seed)
      try GeneratedRun.forEachBlock(of: parameters) { draft, block in
        #expect(draft.kinds.count == 40)
        #expect(draft.kinds.allSatisfy { $0 == kind })
        #expect(block.checksStateRoot)
        try GeneratedRun.checkOutcomes(draft, block)
      }
    }
  }

  /// A kind and the transactions that write what it reads or writes, too.
  static func companions(of kind: WorkloadKind) -> [WorkloadKind] {
    let parameters = Self.parameters(WorkloadKind.allCases)
    let sorts = Set(kind.touches(under: parameters).map(\.resource))
    return WorkloadKind.allCases.filter { other in
      other == kind
        || other.touches(under: parameters).contains {
          sorts.contains($0.resource) && $0.access.isWrite
        }
    }
  }

  static func parameters(_ kinds: [WorkloadKind]) -> WorkloadParameters {
    var parameters = WorkloadParameters.crowded(kinds, blocks: 6, transactions: 25 * kinds.count)
    parameters.readOnlyCalleesPercent = 50
    // An access list would make known what is read through calls alone.
    parameters.accessListsPercent = 0
    return parameters
  }

  @Test(arguments: WorkloadKind.allCases)
  func touchesWhatItsDescriptionSays(kind: WorkloadKind) throws {
    var parameters = Self.parameters(Self.companions(of: kind))
    if kind == .route || kind == .mint {
      parameters = Self.parameters(
        Self.companions(of: kind)
          + [.oracleUpdate].filter {
            !Self.companions(of: kind).contains($0)
          })
    }
    var touched: Set<WorkloadTouch> = []
    try GeneratedRun.forEachBlock(of: parameters) { draft, block in
      touched.formUnion(
        try Touches(parameters, draft, block).touches(of: kind).filter {
          $0.resource != .feeRecipient
        })
    }
    // The fee recipient's balance has tests of its own: it is no resource of most blocks.
    let declared = Set(kind.touches(under: parameters)).filter { $0.resource != .feeRecipient }
    // What is read where a directory says is read through calls.
    let expected = Set(
      declared.map { touch in
        touch.access == .readsWhereDirected
          ? WorkloadTouch(.readsThroughCalls, touch.resource)
          : touch.access == .creates ? WorkloadTouch(.writes, touch.resource) : touch
      })
    #expect(touched == expected, "\(kind), seed \(parameters.seed)")
  }

  @Test(arguments: WorkloadResource.allCases.filter { $0 != .feeRecipient })
  func kindsConflictWhereTheirDescriptionsSay(resource: WorkloadResource) throws {
    let all = Self.parameters(WorkloadKind.allCases)
    let kinds = WorkloadKind.allCases.filter { kind in
      kind.touches(under: all).contains { $0.resource == resource }
    }
    // Without a change of the directory nobody reads the feed that is updated.
    let parameters = Self.parameters(resource == .feed ? kinds + [.redirect] : kinds)
    var found: Set<ExpectedConflict> = []
    let expected = parameters.expectedConflicts.filter { $0.resource == resource }
    #expect(!expected.isEmpty)
    try GeneratedRun.forEachBlock(of: parameters) { draft, block in
      found.formUnion(
        try Touches(parameters, draft, block).conflicts(on: resource, among: expected))
    }
    #expect(found == Set(expected), "\(Set(expected).subtracting(found))")
  }

  /// `gasTarget` counts by it.
  @Test(arguments: WorkloadKind.allCases)
  func typicalGasIsWhatTransactionsUse(kind: WorkloadKind) throws {
    var weights: [WorkloadKind: Int] = [kind: 1]
    if kind == .deployedCall { weights[.deploy] = 1 }
    var parameters = WorkloadParameters(
      seed: 3, blocks: 3, transactions: 100, mix: WorkloadMix(weights))
    parameters.computeGas = 700_000
    parameters.callDepth = 2
    var gas: [UInt64] = []
    try GeneratedRun.forEachBlock(of: parameters) { draft, block in
      gas += draft.kinds.indices.filter { draft.kinds[$0] == kind }.map { block.reference.gas[$0] }
    }
    let mean = gas.reduce(0, +) / UInt64(gas.count)
    let typical = kind.typicalGas(under: parameters)
    #expect(mean * 85 / 100...mean * 115 / 100 ~= typical, "\(kind): \(mean), not \(typical)")
  }

  /// The payment is an internal call's, or the sender is the fee recipient itself.
  @Test(arguments: [WorkloadKind.tip, .proposerPayment])
  func theFeeRecipientIsActive(kind: WorkloadKind) throws {
    let parameters = WorkloadParameters.crowded([kind, .transfer])
    let tip = WorkloadGenerator(parameters).contracts.tip
    try GeneratedRun.forEachBlock(of: parameters) { draft, block in
      let recipient = block.header.feeRecipient
      for (index, kind) in draft.kinds.enumerated() {
        #expect((draft.senders[index] == recipient) == (kind == .proposerPayment))
        #expect((draft.transactions[index].to == tip) == (kind == .tip))
        let touched = block.reference.accessLog.accounts(at: index).filter {
          $0.address == recipient && $0.reads != []
        }
        #expect(touched.isEmpty == (kind == .transfer), "transaction \(index): \(kind)")
      }
    }
  }
}
