/// The conflicts between a block's transactions; its connected components are the groups.
///
/// Writers of one resource are united, and so are the transactions of one sender. A reader is
/// united with the writers before it: with the first of them, since writers of one resource are
/// one component already. A write after a read makes no edge, because groups are isolated and
/// keep block order inside. Reads may be added in any order.
public struct ConflictGraph: Sendable {
  /// Why each union was made: a spanning forest of the groups, in the order of discovery.
  public private(set) var causes: [ConflictCause] = []
  /// The number of transactions.
  public let transactionCount: Int
  /// The kinds of resources whose reads are approximated; others must be added one by one.
  public let approximatedKinds: ResourceKinds

  private var components: DisjointSets
  private let written: WrittenResources
  private var observable: ObservableWrites

  /// Unites the writers of each resource and the transactions of each sender of a block; what
  /// transactions read is added afterwards.
  ///
  /// - Parameter kinds: The kinds that `addStaticReads` and `addObservableReads` are limited to.
  /// - Complexity: O((*n* + *k*) α(*n*)) expected, for *n* transactions and *k* writes.
  public init(block: BlockView, approximating kinds: ResourceKinds = .all) {
    self.init(
      writes: block.writes, senders: block.transactions.map(\.sender), approximating: kinds)
  }

  /// The graph of exact access sets.
  ///
  /// - Parameters:
  ///   - accesses: One set a transaction, in block order.
  ///   - senders: The sender of each transaction.
  public init(accesses: [AccessSet], senders: [Address]) {
    self.init(writes: accesses.map(\.writes), senders: senders, approximating: [])
    for (reader, access) in accesses.enumerated() {
      for resource in access.reads { addRead(of: resource, by: TransactionIndex(reader)) }
    }
  }

  private init(writes: [[Resource]], senders: [Address], approximating kinds: ResourceKinds) {
    precondition(writes.count == senders.count, "one sender and one write set a transaction")
    transactionCount = writes.count
    approximatedKinds = kinds
    components = DisjointSets(count: writes.count)
    causes.reserveCapacity(writes.count)
    written = WrittenResources(writes: writes, senders: senders)
    observable = ObservableWrites(of: written, kinds: kinds)
    for (number, writer) in written.laterWrites {
      join(written.firstWriters[number], writer, .writeWrite, written[number])
    }
    joinSenders(senders)
  }

  private mutating func joinSenders(_ senders: [Address]) {
    var previous = Array(repeating: -1, count: written.senderCount)
    for (transaction, sender) in written.senderNumbers.enumerated() {
      if previous[sender] >= 0 {
        join(previous[sender], transaction, .sameSender, .nonce(senders[transaction]))
      }
      previous[sender] = transaction
    }
  }

  /// Unites a reader of a resource with the writers before it.
  public mutating func addRead(of resource: Resource, by reader: TransactionIndex) {
    guard let number = written.number(of: resource) else { return }
    let writer = written.firstWriters[number]
    if writer < reader.rawValue { join(writer, reader.rawValue, .readAfterWrite, resource) }
  }

  /// Unites a transaction with the writers before it of everything that a call can observe:
  /// written storage and code, and written balances of addresses that send nothing.
  public mutating func addObservableReads(by reader: TransactionIndex) {
    addReads(ofBucket: observable.everything, by: reader.rawValue)
  }

  /// Unites a transaction with the writers before it of what a call can observe of one address.
  public mutating func addObservableReads(of address: Address, by reader: TransactionIndex) {
    guard let number = written.addressNumber(of: address) else { return }
    addReads(ofBucket: number, by: reader.rawValue)
  }

  private mutating func addReads(ofBucket bucket: Int, by reader: Int) {
    guard let first = observable.first(of: bucket), written.firstWriters[first] < reader else {
      return
    }
    joinWriter(of: first, reader)
    while let next = observable.takeNext(
      of: bucket, before: reader, firstWriters: written.firstWriters)
    {
      joinWriter(of: next, reader)
    }
  }

  private mutating func joinWriter(of number: Int, _ reader: Int) {
    join(written.firstWriters[number], reader, .readAfterWrite, written[number])
  }

  /// Unites two transactions for a reason of the strategy's own.
  public mutating func addConflict(_ cause: ConflictCause) {
    join(cause.first.rawValue, cause.second.rawValue, cause.kind, cause.resource)
  }

  private mutating func join(
    _ first: Int, _ second: Int, _ kind: ConflictKind, _ resource: Resource
  ) {
    guard components.unite(first, second) else { return }
    causes.append(
      ConflictCause(
        kind: kind, resource: resource, first: TransactionIndex(first),
        second: TransactionIndex(second)))
  }

  /// The connected components, ordered by their smallest member, members ascending.
  public func grouping() -> Grouping {
    Grouping(components: components, transactionCount: transactionCount, causes: causes)
  }
}
