/// How much was asked of a node.
package struct RequestCounts: Equatable, Sendable {
  /// HTTP requests, of which a batch is one.
  package private(set) var requests = 0
  /// Those of them that repeat one that failed.
  package private(set) var retries = 0

  mutating func add(isRetry: Bool) {
    requests += 1
    if isRetry { retries += 1 }
  }
}
