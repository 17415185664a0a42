import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling
import StateTrie

/// Puts the outcomes of all groups together in transaction order, then runs what follows the
/// transactions on the merged state.
///
/// Cumulative gas, receipts and blooms are made here, since no group knows its transactions'
/// neighbours (algorithms.md, section 6, case 9).
struct BlockMerge {
  private let block: ExecutableBlock
  private var state: MergedState
  private var receipts: [Receipt] = []
  private var cumulativeGas: UInt64 = 0
  /// What counts against the gas limit; differs from `cumulativeGas` since EIP-7778.
  private(set) var blockGasUsed: UInt64 = 0
  private var blobGasUsed: UInt64 = 0
  private let start: BlockStart
  /// `nil` from Byzantium on, and where no state root can be computed.
  private var intermediateRoots: IntermediateRoots?

  /// - Parameter parentTrie: `nil` where no state root can be computed.
  init(
    _ block: ExecutableBlock, start: BlockStart, parentTrie: StateTrie?
  ) throws(BlockInvalidity) {
    self.block = block
    self.start = start
    state = start.merged
    receipts.reserveCapacity(block.transactions.count)
    state.reserve(transactionCount: block.transactions.count)
    guard block.fork < .byzantium, let parentTrie else { return }
    do throws(TrieError) {
      intermediateRoots = try IntermediateRoots(parent: parentTrie, start: start.merged)
    } catch {
      throw .trie(error)
    }
  }

  /// Merges the transactions of all groups.
  mutating func mergeTransactions(of outcomes: [GroupOutcome]) throws(BlockInvalidity) {
    for place in Self.places(of: outcomes, transactionCount: block.transactions.count) {
      let outcome = outcomes[place.group]
      let index = outcome.transactions[place.position]
      try checkRemainingGas(for: index)
      if let failure = outcome.failure, failure.transaction == index {
        switch failure.reason {
        case .invalid(let reason): throw .transaction(index, reason)
        case .fatal(let error): throw .execution(error)
        }
      }
      try merge(outcome, of: place.group, at: place.position, index: index)
    }
  }

  /// Where each transaction's result is, in block order, up to the first that has none.
  private static func places(
    of outcomes: [GroupOutcome], transactionCount: Int
  ) -> [(group: Int, position: Int)] {
    var places = [(group: Int, position: Int)?](repeating: nil, count: transactionCount)
    for (group, outcome) in outcomes.enumerated() {
      let failed = outcome.failure == nil ? 0 : 1
      for position in 0..<(outcome.resultCount + failed) {
        places[outcome.transactions[position].rawValue] = (group, position)
      }
    }
    // A gap lies behind an earlier transaction's failure in its group, which ends the merge.
    return places.prefix { $0 != nil }.compactMap { $0 }
  }

  private mutating func merge(
    _ outcome: GroupOutcome, of group: Int, at position: Int, index: TransactionIndex
  ) throws(BlockInvalidity) {
    let executable = block.transactions[index.rawValue]
    let result = outcome.result(at: position)
    let accounts = outcome.accounts(at: position)
    let slots = outcome.slots(at: position)
    guard isFeeRecipientSolvent(asSenderOf: index, accounts),
      state.merge(accounts, slots, at: BlockAccessIndex(index), by: group)
    else { throw .feeRecipientOverdrawn(index) }
    cumulativeGas += result.gasUsed
    blockGasUsed += result.blockGasUsed
    blobGasUsed += executable.blobGas
    receipts.append(
      Receipt(
        kind: executable.kind, outcome: try receiptOutcome(of: result, accounts, slots),
        cumulativeGasUsed: cumulativeGas, logsBloom: result.logsBloom, logs: result.logs))
  }

  /// Before EIP-658 a receipt held the state root after its transaction.
  private mutating func receiptOutcome(
    of result: TransactionResult, _ accounts: ArraySlice<AccountAccess>,
    _ slots: ArraySlice<SlotAccess>
  ) throws(BlockInvalidity) -> Receipt.Outcome {
    guard block.fork < .byzantium else { return .status(result.isSuccess) }
    do throws(TrieError) {
      let changes = state.changes(of: accounts, slots)
      return .stateRoot(try intermediateRoots?.root(after: changes) ?? .zero)
    } catch {
      throw .trie(error)
    }
  }

  /// A transaction must fit what is left of the block in block order, even where its group ran
  /// well: the groups do not know each other's gas.
  private func checkRemainingGas(for index: TransactionIndex) throws(BlockInvalidity) {
    let executable = block.transactions[index.rawValue]
    let gasLimit = executable.gasLimit
    let limit = block.header.gasLimit
    let remaining = limit > blockGasUsed ? limit - blockGasUsed : 0
    guard gasLimit <= remaining else {
      throw .transaction(
        index, .gasLimitAboveRemaining(gasLimit: gasLimit, remaining: remaining))
    }
    let blobGas = executable.blobGas
    let maxBlobGas = block.context.maxBlobGas
    let remainingBlobGas = maxBlobGas > blobGasUsed ? maxBlobGas - blobGasUsed : 0
    guard blobGas <= remainingBlobGas else {
      throw .transaction(
        index, .blobGasAboveRemaining(blobGas: blobGas, remaining: remainingBlobGas))
    }
  }

  /// Whether a fee recipient that sends a transaction can pay for it from what it holds in block
  /// order. Its group could not know: fees that other groups earn were not in its balance.
  private func isFeeRecipientSolvent(
    asSenderOf index: TransactionIndex, _ accounts: ArraySlice<AccountAccess>
  ) -> Bool {
    let feeRecipient = block.header.feeRecipient
    guard block.transactions[index.rawValue].sender == feeRecipient else { return true }
    let account =
      state.changedAccount(at: feeRecipient)
      // Nothing merged so far has changed it: the group saw it as the block found it.
      ?? accounts.first { $0.address == feeRecipient }?.before
    guard let cost = block.transactions[index.rawValue].maxCost else { return false }
    return account?.balance ?? .zero >= cost
  }

  /// Rewards, withdrawals, requests and their system calls on the merged state.
  consuming func finish(on machine: Machine) throws(BlockInvalidity) -> MergedBlock {
    let requests = try runPostExecution(on: machine)
    return MergedBlock(
      gasUsed: blockGasUsed, receipts: receipts, requests: requests, state: state,
      hasReceiptsRoot: block.fork >= .byzantium || intermediateRoots != nil)
  }

  /// - Returns: The requests in order of type, or `nil` before Prague.
  private mutating func runPostExecution(
    on machine: Machine
  ) throws(BlockInvalidity) -> [[UInt8]]? {
    var log = AccessLog()
    let merged = LayeredState(base: start.readers[0], merged: state)
    machine.evm.beginBlock(block.context.environment, reader: merged)
    pay(block.credits, on: &machine.evm, log: &log)
    var requests: [[UInt8]]?
    if block.fork >= .prague { requests = try runRequests(on: &machine.evm, log: &log) }
    let index = BlockAccessIndex.postExecution(transactionCount: block.transactions.count)
    if let failure = machine.evm.state.failure { throw .execution(.stateRead(failure)) }
    state.mergeAll(of: log, at: index)
    return requests
  }

  private func pay(_ credits: [Credit], on evm: inout EVM, log: inout AccessLog) {
    evm.beginTransaction(origin: .zero, gasPrice: .zero, blobHashes: [])
    for credit in credits {
      let account = evm.state.id(of: credit.recipient)
      // Listed even where the amount is zero (EIP-7928).
      evm.state.touch(account)
      evm.state.addBalance(account, credit.amount)
    }
    evm.state.endTransaction(into: &log)
  }

  private func runRequests(
    on evm: inout EVM, log: inout AccessLog
  ) throws(BlockInvalidity) -> [[UInt8]] {
    let gasPrice = block.context.environment.baseFee
    let chainID = block.context.environment.chainID
    // Types 0, 1 and 2 of EIP-7685; a request without data is left out.
    let data = [
      try Deposits.requests(in: receipts, chainID: chainID),
      try SystemCalls.runRequired(
        SystemCalls.withdrawalRequests, on: &evm, gasPrice: gasPrice, log: &log),
      try SystemCalls.runRequired(
        SystemCalls.consolidationRequests, on: &evm, gasPrice: gasPrice, log: &log),
    ]
    return data.enumerated().filter { !$0.element.isEmpty }.map { [UInt8($0.offset)] + $0.element }
  }
}
