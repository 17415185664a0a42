/// The dependencies between a block's transactions that no scheduler may cut: with exact access
/// sets, the ground truth that groupings are compared with.
///
/// A transaction depends on the last writer of what it reads (read-after-write) or writes
/// (write-write), and on the previous transaction of its sender (same-sender, which stands for the
/// edges on the sender's nonce between the two). One edge a kind and resource.
public struct BlockDependencies: Sendable {
  /// The number of transactions.
  public let transactionCount: Int
  /// The dependencies, ordered by their later transaction.
  public let edges: [ConflictCause]
  /// Where the edges of each later transaction begin, and behind the last one the end.
  private let starts: [Int]

  /// The dependencies of exact access sets.
  ///
  /// - Parameters:
  ///   - accesses: One set a transaction, in block order.
  ///   - senders: The sender of each transaction.
  /// - Complexity: O(*k* log *k*) expected, for *k* accesses.
  public init(accesses: [AccessSet], senders: [Address]) {
    precondition(accesses.count == senders.count, "one sender and one access set a transaction")
    var lastWriters: [Resource: Int] = [:]
    var lastOfSender: [Address: Int] = [:]
    var edges: [ConflictCause] = []
    for (later, access) in accesses.enumerated() {
      let sender = senders[later]
      func edge(_ kind: ConflictKind, _ resource: Resource, from earlier: Int) -> ConflictCause {
        ConflictCause(
          kind: kind, resource: resource, first: TransactionIndex(earlier),
          second: TransactionIndex(later))
      }
      func dependencies(on resources: [Resource], _ kind: ConflictKind) -> [ConflictCause] {
        Set(resources).compactMap { resource in
          guard let writer = lastWriters[resource] else { return nil }
          if resource == .nonce(sender), senders[writer] == sender { return nil }
          return edge(kind, resource, from: writer)
        }
      }
      edges += dependencies(on: access.reads, .readAfterWrite)
      edges += dependencies(on: access.writes, .writeWrite)
      if let previous = lastOfSender[sender] {
        edges.append(edge(.sameSender, .nonce(sender), from: previous))
      }
      lastOfSender[sender] = later
      for resource in access.writes { lastWriters[resource] = later }
    }
    self.init(transactionCount: accesses.count, edges: edges)
  }

  /// Takes over dependencies that are known.
  ///
  /// - Precondition: Every edge leads from an earlier transaction of the block to a later one.
  public init(transactionCount: Int, edges: [ConflictCause]) {
    precondition(
      edges.allSatisfy {
        $0.first.rawValue >= 0 && $0.first < $0.second && $0.second.rawValue < transactionCount
      },
      "a dependency leads to a later transaction of its block")
    // Sets have no order, and what is recorded must have one.
    self.init(
      transactionCount: transactionCount, sortedEdges: edges.sorted { $0.isBefore($1) })
  }

  private init(transactionCount: Int, sortedEdges edges: [ConflictCause]) {
    self.transactionCount = transactionCount
    self.edges = edges
    var starts = Array(repeating: 0, count: transactionCount + 1)
    for edge in edges { starts[edge.second.rawValue + 1] += 1 }
    for transaction in 0..<transactionCount { starts[transaction + 1] += starts[transaction] }
    self.starts = starts
  }

  /// The dependencies of one transaction on earlier ones.
  public func edges(to transaction: TransactionIndex) -> ArraySlice<ConflictCause> {
    edges[starts[transaction.rawValue]..<starts[transaction.rawValue + 1]]
  }

  /// The dependencies that would be left if nothing were written to a resource.
  public func without(_ resource: Resource) -> BlockDependencies {
    BlockDependencies(
      transactionCount: transactionCount,
      sortedEdges: edges.filter { $0.resource != resource })
  }
}

extension BlockDependencies {
  /// For each transaction the weight on the heaviest path of dependencies that ends with it, its
  /// own included.
  ///
  /// - Precondition: One weight a transaction, with sums that fit.
  public func pathWeights(_ weights: [UInt64]) -> [UInt64] {
    precondition(weights.count == transactionCount, "\(weights.count) weights")
    var paths = weights
    for edge in edges {
      // Edges come by their later transaction, so that the path to the earlier one is complete.
      let (first, second) = (edge.first.rawValue, edge.second.rawValue)
      paths[second] = max(paths[second], paths[first] + weights[second])
    }
    return paths
  }

  /// The transactions on the longest path of dependencies that ends with each, itself included.
  public var pathDepths: [Int] {
    pathWeights(Array(repeating: 1, count: transactionCount)).map { Int($0) }
  }

  /// Σ weight / weight on the heaviest path: with gas, what any scheduler that keeps the
  /// dependencies could reach; 1 for a block that weighs nothing.
  public func spanParallelism(_ weights: [UInt64]) -> Double {
    guard let longest = pathWeights(weights).max(), longest > 0 else { return 1 }
    return Double(weights.reduce(0, +)) / Double(longest)
  }

  /// The groups that the dependencies ask for: the finest partition that cuts none.
  public var components: Grouping {
    var sets = DisjointSets(count: transactionCount)
    for edge in edges { _ = sets.unite(edge.first.rawValue, edge.second.rawValue) }
    return Grouping(components: sets, transactionCount: transactionCount)
  }
}

extension ConflictCause {
  fileprivate func isBefore(_ other: ConflictCause) -> Bool {
    if second != other.second { return second < other.second }
    if first != other.first { return first < other.first }
    if kind != other.kind { return kind.rawValue < other.kind.rawValue }
    return resource < other.resource
  }
}
