/// A stratified sample: about one in so many of every kind of case, and at least one of each.
///
/// The strata are folder × network, which in the packs is test function × fork. Which are chosen
/// depends on their names alone: the same on every machine, and what is added moves no other.
package struct ConformanceSample: Sendable {
  /// One in this many is chosen.
  package let divisor: Int

  /// - Precondition: The divisor is positive.
  package init(oneIn divisor: Int) {
    precondition(divisor > 0, "one in \(divisor) is no sample")
    self.divisor = divisor
  }

  /// A file that may be chosen.
  struct File {
    let path: String
    let networks: Set<String>

    var folder: Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    var name: Substring {
      path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
    }
  }

  /// Files such that each folder keeps a share of the files of each of its networks.
  ///
  /// - Returns: The positions of the chosen ones, ascending.
  func choose(from files: [File]) -> [Int] {
    struct Stratum: Hashable {
      let folder: Substring
      let network: String
    }
    var strata: [Stratum: [Int]] = [:]
    for (position, file) in files.enumerated() {
      // A file without tests is shown as skipped, whatever the sample.
      for network in file.networks.isEmpty ? [file.path] : file.networks {
        strata[Stratum(folder: file.folder, network: network), default: []].append(position)
      }
    }
    let chosen = strata.values.reduce(into: Set<Int>()) { chosen, members in
      chosen.formUnion(choose(from: members) { files[$0].name })
    }
    return chosen.sorted()
  }

  /// A share of the elements of each network, in their order.
  func choose<Element>(
    from elements: [Element], network: (Element) -> String, name: (Element) -> String
  ) -> [Element] {
    let strata = Dictionary(grouping: elements.indices) { network(elements[$0]) }
    let chosen = strata.values.flatMap { choose(from: $0) { name(elements[$0]) } }
    return chosen.sorted().map { elements[$0] }
  }

  private func choose(from members: [Int], name: (Int) -> some StringProtocol) -> [Int] {
    let ranked = members.map { (rank: Self.hash(name($0)), member: $0) }.sorted { $0 < $1 }
    return ranked.prefix((members.count + divisor - 1) / divisor).map(\.member)
  }

  /// FNV-1a, for the hash of the standard library differs from run to run.
  private static func hash(_ text: some StringProtocol) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
