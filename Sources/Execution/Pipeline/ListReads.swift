import BlockAccessLists
import EVM
import EthereumTypes
import Scheduling

/// The reads that an access list announces, in the order in which the executor will need them; the
/// code of an account as soon as the account itself was read.
///
/// One read may come several times: who reads ahead passes over what is known or under way. Made
/// as they are asked for: the first is issued before the last is known.
final class ListReads: Sequence, IteratorProtocol {
  private let block: ExecutableBlock
  private let index: BlockAccessListIndex
  private let list: BlockAccessList
  private let cache: ReadCache
  /// The order in which the transactions will run; `nil` until there is one.
  private let order: () -> [TransactionIndex]?

  /// Reads that were made and not handed out yet, the next one at `position`.
  private var reads: [ReadCache.Read] = []
  private var position = 0
  private var hasBegun = false
  /// The transactions that follow, in the block's order until the true one is known.
  private var transactions: ArraySlice<TransactionIndex>
  private var knowsOrder = false
  /// The accounts of the list that follow when the transactions are done.
  private var accounts: ArraySlice<AccountChanges>
  /// Slots that are only read carry no index. Who calls or changes a contract is the likeliest to
  /// read them, so they go with the first that does.
  private var unattributed: [Address: [UInt256]]
  /// Accounts that were asked for and whose code was not.
  private var codeless: [Address] = []
  private var firstCodeless = 0

  init(
    _ list: BlockAccessList, by index: BlockAccessListIndex, of block: ExecutableBlock,
    through cache: ReadCache, order: @escaping () -> [TransactionIndex]?
  ) {
    self.list = list
    self.index = index
    self.block = block
    self.cache = cache
    self.order = order
    transactions = block.transactions.indices.map(TransactionIndex.init(rawValue:))[...]
    accounts = list.accounts[...]
    unattributed = Dictionary(minimumCapacity: list.accounts.count)
    for account in list.accounts where !account.storageReads.isEmpty {
      unattributed[account.address] = account.storageReads
    }
  }

  /// What the block's start is sure to need: there is no time to look for more.
  static func ofStart(_ index: BlockAccessListIndex) -> [ReadCache.Read] {
    index.changes(at: .preExecution).flatMap(\.reads)
  }

  func next() -> ReadCache.Read? {
    if let code = nextCode() { return code }
    while position == reads.count {
      reads.removeAll(keepingCapacity: true)
      position = 0
      guard makeMore() else { return nil }
    }
    defer { position += 1 }
    if case .account(let address) = reads[position] { codeless.append(address) }
    return reads[position]
  }

  /// The codes that were not known when the reads ended.
  var remainingCodes: [ReadCache.Read] {
    codeless[firstCodeless...].compactMap { address in
      guard let hash = cache.knownAccount(at: address)??.codeHash, hash != .emptyKeccak else {
        return nil
      }
      return .code(hash)
    }
  }

  private func nextCode() -> ReadCache.Read? {
    while firstCodeless < codeless.count {
      guard let account = cache.knownAccount(at: codeless[firstCodeless]) else { return nil }
      firstCodeless += 1
      if let hash = account?.codeHash, hash != .emptyKeccak { return .code(hash) }
    }
    return nil
  }

  /// Makes the reads of what comes next: the start of the block, a transaction, or an account.
  ///
  /// - Returns: Whether there was anything left.
  private func makeMore() -> Bool {
    if !hasBegun {
      hasBegun = true
      addChanges(at: .preExecution)
      // In every block since Prague, whatever the order of the list; late in it, but dear: their
      // codes have to follow.
      for contract in SystemCalls.afterTransactions where unattributed[contract] != nil {
        addAccount(contract)
      }
      return true
    }
    if !knowsOrder, let order = order() {
      knowsOrder = true
      transactions = order[...]
    }
    if let transaction = transactions.popFirst() {
      let executable = block.transactions[transaction.rawValue]
      if let sender = executable.sender { reads.append(.account(sender)) }
      if let to = executable.transaction.to { addAccount(to) }
      addChanges(at: BlockAccessIndex(transaction))
      return true
    }
    if let account = accounts.popFirst() {
      addAccount(account.address)
      for slot in account.storageChanges { addSlot(slot.slot, of: account.address) }
      return true
    }
    return false
  }

  private func addChanges(at blockAccessIndex: BlockAccessIndex) {
    for changed in index.changes(at: blockAccessIndex) {
      reads += changed.reads
      if case .storage(let address, _) = changed { addReads(of: address) }
    }
  }

  private func addAccount(_ address: Address) {
    reads.append(.account(address))
    addReads(of: address)
  }

  private func addReads(of address: Address) {
    for slot in unattributed.removeValue(forKey: address) ?? [] { addSlot(slot, of: address) }
  }

  private func addSlot(_ slot: UInt256, of address: Address) {
    reads.append(.slot(StorageKey(address: address, slot: slot)))
  }
}

extension ChangedResource {
  /// What has to be read before it can be changed.
  fileprivate var reads: [ReadCache.Read] {
    switch self {
    case .balance(let address), .nonce(let address), .code(let address): [.account(address)]
    case .storage(let address, let slot):
      [.account(address), .slot(StorageKey(address: address, slot: slot))]
    }
  }
}
