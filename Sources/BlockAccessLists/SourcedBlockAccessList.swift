/// A list together with where it comes from and what is known of its block.
package struct SourcedBlockAccessList: Sendable {
  /// The source in words: a file, a case, a block.
  package let origin: String
  /// The list, taken as it stands: its order may be wrong.
  package let list: BlockAccessList
  /// The RLP that it was decoded from; nil if it came in another form.
  package let encoding: [UInt8]?
  /// What the source says about the block.
  package var context: BlockAccessListContext

  /// Joins a list and its source.
  package init(
    origin: String, list: BlockAccessList, encoding: [UInt8]? = nil,
    context: BlockAccessListContext = BlockAccessListContext()
  ) {
    self.origin = origin
    self.list = list
    self.encoding = encoding
    self.context = context
  }

  /// Every rule that the list breaks.
  package var violations: [BlockAccessListError] {
    list.violations(in: context, encoding: encoding)
  }
}
