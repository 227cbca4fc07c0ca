// SPDX-License-Identifier: Apache-2.0
/* view.h -- the tree of agencies as a page. */
#pragma once
#include "base/out.h"
#include "http/request.h"
#include "listing/listing.h"
#include "org/org.h"

/* pieces.html: its name, that leads to its page when this program has one. */
void org_link(Out *o, Str code, Str name);
void class_link(Out *o, Str class, Str name); /* of a class of agencies */
/* Once on a page whose fields ask for an agency (.list = AGENCIES): their names, fetched when somebody comes to one. */
#define AGENCIES "danh-sach-co-quan"
void agency_names(Out *o);

typedef struct {
    Str kind, name;     /* "so", "Sở" */
    const OrgRows *all; /* of this kind, in Vietnamese order */
} OrgGroup;

/* A district and its communes. */
typedef struct {
    const Org *org;
    OrgRows communes;
} OrgBranch;

typedef struct {
    const Request *q;
    const Listing *list;
    const ListWord *words;
    Day on;
    int count;
    bool is_tree;          /* nothing was chosen: groups that lead to lists; else `shown` */
    bool is_cut;           /* more were found than are listed */
    OrgRows shown;         /* a page of what was chosen */
    size_t n;              /* of all pages */
    Str next;              /* where the next page begins; empty = this is the end */
    const Day *milestones; /* days on which agencies ended or began */
    size_t n_milestones;
    const OrgGroup *groups; /* all but districts and communes */
    size_t n_groups;
    const OrgBranch *branches;
    size_t n_branches;
    const OrgRows *loose; /* communes under no district */
} TreePage;
void tree_page(Out *o, const TreePage *m);
