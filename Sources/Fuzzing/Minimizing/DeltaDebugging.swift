/// Delta debugging (Zeller and Hildebrandt, 2002).
package enum DeltaDebugging {
  /// Removes elements as long as `fails` holds for what is left.
  ///
  /// - Returns: Elements in their order, none of which can be left out alone.
  package static func minimize<Element>(
    _ elements: [Element], fails: ([Element]) -> Bool
  ) -> [Element] {
    var elements = elements
    var size = max(1, elements.count / 2)
    while !elements.isEmpty {
      var hasShrunk = false
      var start = 0
      while start < elements.count {
        var candidate = elements
        candidate.removeSubrange(start..<min(start + size, elements.count))
        if fails(candidate) {
          elements = candidate
          hasShrunk = true
        } else {
          start += size
        }
      }
      if size == 1, !hasShrunk { break }
      size = max(1, min(size / 2, elements.count))
    }
    return elements
  }
}
