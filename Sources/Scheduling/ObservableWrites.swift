/// The set U of written resources that a call can observe, arranged for readers of all of it or of
/// one address: written storage and code, and written balances of addresses that send nothing.
///
/// U is kept in buckets, one an address and one for the whole block, each in the order of first
/// writers. A reader *j* of a bucket is to be united with the first writers before *j*: a prefix
/// of the bucket. The writers of a prefix that was united once stay one component, so every entry
/// is visited once, however many transactions read the bucket.
struct ObservableWrites: Sendable {
  /// Numbers of resources, bucket after bucket.
  private let members: [Int]
  /// Where each bucket begins in `members`, and behind the last one the end.
  private let starts: [Int]
  /// The end of the prefix of each bucket whose writers are one component.
  private var unitedEnds: [Int]

  /// Arranges the written resources of some kinds that a call can observe.
  init(of written: WrittenResources, kinds: ResourceKinds) {
    let all = (0..<written.count).filter { number in
      let kind = written[number].kind
      guard kinds.contains(kind), kind != .nonce else { return false }
      return kind != .balance || written.addressNumbers[number] >= written.senderCount
    }
    var starts = Array(repeating: 0, count: written.addressCount + 2)
    for number in all { starts[written.addressNumbers[number] + 1] += 1 }
    for address in 0..<written.addressCount { starts[address + 1] += starts[address] }
    starts[written.addressCount + 1] = 2 * all.count
    // A counting sort by address keeps the order of first writers inside each bucket.
    var members = Array(repeating: 0, count: all.count)
    var ends = starts
    for number in all {
      let address = written.addressNumbers[number]
      members[ends[address]] = number
      ends[address] += 1
    }
    self.members = members + all
    self.starts = starts
    self.unitedEnds = starts
  }

  /// The bucket of the whole block; those of addresses are their numbers.
  var everything: Int { starts.count - 2 }

  /// The resource of a bucket that is written first, or nil if the bucket is empty.
  func first(of bucket: Int) -> Int? {
    starts[bucket] < starts[bucket + 1] ? members[starts[bucket]] : nil
  }

  /// Takes the next resource that no earlier call took and that was written before a reader.
  mutating func takeNext(
    of bucket: Int, before reader: Int, firstWriters: [Int]
  ) -> Int? {
    let end = unitedEnds[bucket]
    guard end < starts[bucket + 1], firstWriters[members[end]] < reader else { return nil }
    unitedEnds[bucket] = end + 1
    return members[end]
  }
}
