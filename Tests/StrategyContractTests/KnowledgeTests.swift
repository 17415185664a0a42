import Scheduling
import Testing

/// A strategy is shown what it declared and nothing else.
@Suite struct KnowledgeTests {
  /// Shapes in which there is something to be seen of everything, and a failed attempt.
  private static let shapes: [BlockShape] = [.mixed, .setCode, .accessLists]

  private func check<Declared: Declaration>(
    _ shape: BlockShape, declaring declared: Declared.Type
  ) throws {
    let shown = try ShownViews(shape, declaring: declared)
    let complete = try ShownViews.complete(shape)
    let needs = declared.needs
    let hasList = needs.contains(.blockAccessList)
    let retry = try #require(shown.retry)
    for (view, truth) in [(shown.first, complete.first), (retry, try #require(complete.retry))] {
      // The transactions themselves are everyone's.
      #expect(view.transactions == truth.transactions)
      #expect(view.feeRecipient == truth.feeRecipient)
      #expect(view.writes == truth.writes.map { hasList ? $0 : [] })
      #expect(view.storageReads == (hasList ? truth.storageReads : []))
      #expect(view.attributed == (needs.contains(.attributedReads) ? truth.attributed : nil))
      #expect(view.observed == (needs.contains(.observedReads) ? truth.observed : nil))
    }
  }

  @Test(arguments: shapes)
  func nothingUndeclaredIsShown(shape: BlockShape) throws {
    try check(shape, declaring: NoKnowledge.self)
    try check(shape, declaring: AccessListOnly.self)
    try check(shape, declaring: ObservedOnly.self)
    try check(shape, declaring: AttributedOnly.self)
    try check(shape, declaring: HistoryOnly.self)
  }

  /// So that the comparisons above compare something.
  @Test(arguments: shapes)
  func everythingDeclaredIsShown(shape: BlockShape) throws {
    let shown = try ShownViews(shape, declaring: AllKnowledge.self)
    let retry = try #require(shown.retry)
    #expect(shown.first.observed == nil)
    for view in [shown.first, retry] {
      #expect(view.writes.contains { !$0.isEmpty })
      #expect(view.attributed?.contains { !$0.accountFields.isEmpty } == true)
    }
    #expect(retry.observed?.contains { !$0.addresses.isEmpty } == true)
    if shape == .mixed { #expect(!retry.storageReads.isEmpty) }
  }
}
