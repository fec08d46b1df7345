// Coreference by name over a whole article, where the model's windows do not reach.
#pragma once

#include "src/resolve/actors.h"
#include "src/text/document.h"

namespace dateline {

// Gives mentions that have no `same_as` one where their names leave no doubt: the same name again, a
// surname after a full name, an abbreviation after the name it stands for, a capital's or palace's
// name after the state whose government it stands for (unless the article also uses it as a place).
// Never changes a link that is set. Nationality words link to the same word only.
void LinkNames(const ActorTable& table, Document* document);

}  // namespace dateline
