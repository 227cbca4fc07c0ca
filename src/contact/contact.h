// SPDX-License-Identifier: Apache-2.0
/* contact.h -- by which way somebody is reached: a letter, or an SMS or Zalo message where the office has a hook for
 * them (mail.h), the person agreed to that purpose (privacy.h) and gave a telephone number.
 *
 * The consent is the choice: there is no other note of it, so what was withdrawn is used no more at once.  Luật
 * 91/2025/QH15 art. 9; before, NĐ 13/2023/NĐ-CP art. 11. */
#pragma once
#include "mail/mail.h"
#include "people/people.h"

typedef enum { CONTACT_MAIL, CONTACT_SMS, CONTACT_ZALO, CONTACT_WAYS } ContactWay;
typedef struct {
    const char *key;     /* in addresses of pages: "thu", "sms", "zalo" */
    const char *name;    /* "thư điện tử", "SMS", "Zalo" */
    const char *purpose; /* whose consent chooses it; NULL = none is needed: the letter of an agency to its official */
} ContactWayRow;
extern const ContactWayRow contact_ways[CONTACT_WAYS];
ContactWay contact_way_of(Str key); /* CONTACT_WAYS = there is no such way */

/* One SMS of 160 letters: 140 octets of the GSM 7-bit alphabet (3GPP TS 23.038, 23.040).  With Vietnamese marks it
 * would be UCS-2, 70 letters, and a sentence three messages: so marks are taken off.  Of Zalo, with marks. */
enum { SMS_LETTERS_MAX = 160, ZALO_LETTERS_MAX = 400 };

typedef struct {
    ContactWay way;
    Str address; /* as mail.h takes it: "an@bacgiang.gov.vn", "sms:0912345678"; empty = nobody can be reached so */
} Contact;

/* How this person is reached today: the way they agreed to last, when the hook is set up and they have a number; else
 * by letter, to a mail that was shown to be theirs. */
Fail contact_of(Ctx *c, const Person *p, Contact *contact) CHECKED;
/* True when messages of this way can leave the house: always of letters, which wait. */
Fail contact_is_set_up(Ctx *c, ContactWay way, bool *is) CHECKED;
/* The address of a person for one way, whatever they chose; empty = they have none. */
Str contact_address(Ctx *c, const Person *p, ContactWay way);

/* In a write: be reached by this way from now on: agrees to its purpose in the text `version`, and takes the consents
 * of the other ways back.  FAIL_CONFLICT with a sentence without a number, without the hook, or for another text. */
Fail contact_choose(Ctx *c, Id person, ContactWay way, int version, Str agent) CHECKED;

/* The same news for each way. */
typedef struct {
    Str subject, letter; /* by letter */
    Str sentence;        /* by message: one, without the link; it is cut where it is too long */
    Str path;            /* "/cap-nhat": the link behind the sentence */
    Str site;            /* "https://…"; empty = as the program was started (mail_site) */
    Str dedupe;          /* once, whatever the way: mail.h */
    int64_t until;       /* mail.h */
    bool is_secret;      /* mail.h */
} News;
/* In a write: put it into the outbox.  *sent is false when there is no way to reach them. */
Fail contact_send(Ctx *c, const Person *p, const Contact *contact, const News *news, bool *sent) CHECKED;

/* "UBND tinh don doc lan 2: 3 viec … https://…/cap-nhat": at most SMS_LETTERS_MAX, the link whole; or with its marks,
 * at most ZALO_LETTERS_MAX. */
Str contact_message(Ctx *c, ContactWay way, Str sentence, Str link);

/* Whom news for an agency goes to: its officials and heads of today, with active accounts. */
Fail contact_agency(Ctx *c, Str org, PersonList *people) CHECKED;
/* Whether mail or messages leave the house at all; else they wait (mail.h), and people see news on their pages only. */
Fail contact_reaches(Ctx *c, bool *reaches) CHECKED;
