/// A shortest chain of edges that joins two transactions, whatever the direction of each edge.
public struct ConflictPath: Equatable, Sendable {
  /// The edges from one transaction to the other; empty from a transaction to itself.
  public let edges: [ConflictCause]

  /// Looks for a chain among edges; of equally short ones, that of the earliest transactions.
  ///
  /// - Returns: `nil` if the edges do not join the two.
  /// - Complexity: O(*n* + *k*) for *n* transactions and *k* edges.
  public init?(
    from start: TransactionIndex, to end: TransactionIndex, along edges: [ConflictCause],
    transactionCount: Int
  ) {
    var neighbours: [[(transaction: Int, edge: Int)]] = Array(
      repeating: [], count: transactionCount)
    for (number, edge) in edges.enumerated() {
      neighbours[edge.first.rawValue].append((edge.second.rawValue, number))
      neighbours[edge.second.rawValue].append((edge.first.rawValue, number))
    }
    /// The edge by which each transaction was reached.
    var arrivals: [Int?] = Array(repeating: nil, count: transactionCount)
    var isReached = Array(repeating: false, count: transactionCount)
    isReached[start.rawValue] = true
    var queue = [start.rawValue]
    var next = 0
    while next < queue.count, !isReached[end.rawValue] {
      let transaction = queue[next]
      next += 1
      for neighbour in neighbours[transaction].sorted(by: { $0 < $1 })
      where !isReached[neighbour.transaction] {
        isReached[neighbour.transaction] = true
        arrivals[neighbour.transaction] = neighbour.edge
        queue.append(neighbour.transaction)
      }
    }
    guard isReached[end.rawValue] else { return nil }
    var path: [ConflictCause] = []
    var place = end
    while let arrival = arrivals[place.rawValue] {
      path.append(edges[arrival])
      place = edges[arrival].first == place ? edges[arrival].second : edges[arrival].first
    }
    self.edges = path.reversed()
  }
}
